// The ground of a map: outlines of districts and names of places, asked of this server as one moves about.

(function () {
  "use strict";

  window.kithMap = { ...window.kithMap, begin };

  function begin(map, given) {
    const colours = document.documentElement.style;
    Object.entries(given.colours).forEach(([name, value]) => colours.setProperty(`--kith-${name}`, value));
    const container = map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", given.label);
    // Leaflet focuses the map at every press; the page around it must not jump away under the finger.
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
    // The page's stylesheet decides how high the map is: a strip on a narrow screen, grown by a tap.
    new ResizeObserver(() => {
      map.invalidateSize({ animate: false });
      if (map.kith?.given) window.kithMap.look(map, map.kith.given);
    }).observe(container);
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(sources(given.attribution));
    L.control.scale({ metric: false }).addTo(map);
    const outlines = map.createPane("kith-ground");
    outlines.style.zIndex = 150;
    outlines.style.pointerEvents = "none";
    const rings = map.createPane("kith-rings");
    rings.style.zIndex = 155;
    rings.style.pointerEvents = "none";
    const names = map.createPane("kith-names");
    names.style.zIndex = 160;
    names.style.pointerEvents = "none";
    const ground = { map, loaded: null, names: [], outlines: null, labels: L.layerGroup().addTo(map) };
    map.on("moveend", () => laterGround(ground));
    map.on("zoomend", () => placeNames(ground));
    laterGround(ground);
  }

  function sources(words) {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "Map sources";
    details.append(summary, words);
    return details.outerHTML;
  }

  function laterGround(ground) {
    clearTimeout(ground.timer);
    ground.timer = setTimeout(() => layGround(ground), 120);
  }

  async function layGround(ground) {
    const view = ground.map.getBounds();
    const isFiner = ground.loaded && ground.width / 4 > view.getEast() - view.getWest();
    if (ground.loaded?.contains(view) && !isFiner) return placeNames(ground);
    const asked = view.pad(0.4);
    const bounds = [
      Math.max(asked.getSouth(), -89), Math.max(asked.getWest(), -179),
      Math.min(asked.getNorth(), 89), Math.min(asked.getEast(), 179),
    ];
    ground.loaded = asked;
    ground.width = asked.getEast() - asked.getWest();
    const answer = await fetch(`/assets/ground.json?bounds=${bounds.map((side) => side.toFixed(4))}`).catch(() => null);
    if (!answer?.ok) return;
    const found = await answer.json();
    ground.outlines?.remove();
    ground.outlines = L.geoJSON(found.outlines, {
      pane: "kith-ground",
      interactive: false,
      style: { className: "kith-district", weight: 1, fillOpacity: 1 },
    }).addTo(ground.map);
    ground.names = found.names;
    placeNames(ground);
  }

  // Bigger places first; a name that would stand on another one waits for the next zoom.
  function placeNames(ground) {
    const { map, labels } = ground;
    labels.clearLayers();
    const taken = [];
    const view = map.getBounds();
    for (const [latitude, longitude, name, people] of ground.names) {
      if (taken.length >= 40) break;
      if (!view.contains([latitude, longitude])) continue;
      const at = map.latLngToContainerPoint([latitude, longitude]);
      const half = name.length * 4.5 + 14;
      if (taken.some((other) => Math.abs(other.x - at.x) < other.half + half && Math.abs(other.y - at.y) < 26)) continue;
      taken.push({ x: at.x, y: at.y, half });
      const words = document.createElement("span");
      words.textContent = name;
      words.className = people > 40000 ? "kith-town" : "kith-village";
      const icon = L.divIcon({ className: "kith-name", html: words, iconSize: [0, 0] });
      labels.addLayer(L.marker([latitude, longitude], { icon, pane: "kith-names", interactive: false, keyboard: false }));
    }
  }
})();
