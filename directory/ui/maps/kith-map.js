// The pins of a map: numbered, in clusters, and home. Words of listings are only ever put in as text, never as markup.

(function () {
  "use strict";

  const LIST_AT_MOST = 50;
  const METRES_PER_MILE = 1609.344;
  const RINGS = [0.25, 0.5, 1, 2, 3, 5, 10, 20, 50]; // miles around home
  const RING_PIXELS = [55, 520]; // smaller ones crowd, larger ones are out of sight

  window.kithMap = { ...window.kithMap, show, look };

  // ---- the pins -----------------------------------------------------------------------------------

  // given: {pins: [[latitude, longitude, number or null, id, name]], home: [latitude, longitude, words] or null,
  //         chosen: id, digest: of pins, view: changes when the map should move}
  function show(map, given) {
    const state = (map.kith ??= { numbered: L.layerGroup().addTo(map), home: L.layerGroup().addTo(map) });
    if (state.digest !== given.digest) {
      state.digest = given.digest;
      state.cluster?.remove();
      state.cluster = buildCluster(map, given.pins.filter((pin) => pin[2] === null)).addTo(map);
    }
    if (state.view !== given.view) {
      state.view = given.view;
      look(map, given);
    }
    if (!state.given) map.on("zoomend", () => showNear(map, state, state.given));
    state.given = given;
    showNear(map, state, given);
  }

  function showNear(map, state, given) {
    showHome(map, state, given.home);
    showNumbered(map, state, given);
  }

  function look(map, { pins, home }) {
    const numbered = pins.filter((pin) => pin[2] !== null);
    const points = (numbered.length ? numbered : pins).map(([latitude, longitude]) => [latitude, longitude]);
    if (home) points.push([home[0], home[1]]);
    if (points.length) map.fitBounds(L.latLngBounds(points), { padding: [36, 36], maxZoom: 14, animate: false });
  }

  // Pins that would stand on one another become one, which opens as a list.
  function showNumbered(map, state, { pins, chosen }) {
    state.numbered.clearLayers();
    const groups = [];
    for (const pin of pins) {
      if (pin[2] === null) continue;
      const at = map.latLngToLayerPoint([pin[0], pin[1]]);
      const near = groups.find((group) => Math.abs(group.at.x - at.x) < 46 && Math.abs(group.at.y - at.y) < 30);
      if (near) near.here.push(pin);
      else groups.push({ at, here: [pin] });
    }
    for (const { here } of groups) state.numbered.addLayer(numberedPin(map, here, chosen));
  }

  function numberedPin(map, here, chosen) {
    const first = here[0];
    const isChosen = here.some((pin) => pin[3] === chosen);
    const shown = here.length === 1 ? `${first[2]}` : here.length === 2 ? `${first[2]} · ${here[1][2]}` : `${first[2]} +${here.length - 1}`;
    const words = document.createElement("span");
    words.textContent = shown;
    const marker = L.marker([first[0], first[1]], {
      icon: L.divIcon({ className: `kith-pin${isChosen ? " kith-pin-chosen" : ""}`, html: words, iconSize: [34, 34] }),
      zIndexOffset: isChosen ? 2000 : 1000,
      riseOnHover: true,
    });
    const spoken = here.map((pin) => `${pin[2]}. ${pin[4]}`).join("; ");
    whenThere(marker, spoken, () => (here.length === 1 ? pick(first[3]) : listPins(map, marker.getLatLng(), here)));
    hover(map, marker, spoken);
    return marker;
  }

  function buildCluster(map, pins) {
    const cluster = L.markerClusterGroup({
      maxClusterRadius: 44,
      zoomToBoundsOnClick: false,
      spiderfyOnMaxZoom: false,
      showCoverageOnHover: false,
      chunkedLoading: false,
      animate: false,
      iconCreateFunction: (group) => {
        const words = document.createElement("span");
        words.textContent = group.getChildCount();
        return L.divIcon({ className: "kith-cluster", html: words, iconSize: [34, 34] });
      },
    });
    const dot = L.divIcon({ className: "kith-dot", html: "", iconSize: [24, 24] });
    cluster.addLayers(
      pins.map((pin) => {
        const marker = L.marker([pin[0], pin[1]], { icon: dot });
        marker.kithPin = pin;
        whenThere(marker, pin[4], () => pick(pin[3]));
        hover(map, marker, pin[4]);
        return marker;
      }),
    );
    cluster.on("clusterclick", ({ layer }) => listCluster(map, layer));
    cluster.on("animationend spiderfied unspiderfied", () => nameClusters(cluster));
    map.on("moveend zoomend layeradd", () => laterNames(cluster));
    return cluster;
  }

  function laterNames(cluster) {
    clearTimeout(cluster.kithTimer);
    cluster.kithTimer = setTimeout(() => nameClusters(cluster), 60);
  }

  function nameClusters(cluster) {
    const visit = (group) => {
      const element = group._icon;
      if (element && group.getChildCount && !element.dataset.kith) {
        element.dataset.kith = "named";
        element.setAttribute("role", "button");
        element.setAttribute("aria-label", `${group.getChildCount()} places here. Open the list.`);
        onEnter(element, () => listCluster(cluster._map, group));
      }
    };
    cluster._featureGroup?.eachLayer(visit);
  }

  function listCluster(map, group) {
    listPins(map, group.getLatLng(), group.getAllChildMarkers().map((marker) => marker.kithPin), group);
  }

  function listPins(map, at, pins, group) {
    const box = document.createElement("div");
    box.className = "kith-list";
    const title = document.createElement("h2");
    title.textContent = `${pins.length} places here`;
    const list = document.createElement("ul");
    for (const pin of pins.slice(0, LIST_AT_MOST)) {
      const row = document.createElement("li");
      row.append(button(pin[2] === null ? pin[4] : `${pin[2]}. ${pin[4]}`, () => {
        map.closePopup();
        pick(pin[3]);
      }));
      list.append(row);
    }
    box.append(title, list);
    if (pins.length > LIST_AT_MOST) {
      const more = document.createElement("p");
      more.textContent = `And ${pins.length - LIST_AT_MOST} more: zoom in to see them.`;
      box.append(more);
    }
    if (group) box.append(button("Zoom in here", () => {
      map.closePopup();
      map.fitBounds(group.getBounds(), { padding: [36, 36], maxZoom: 17 });
    }, "kith-zoom"));
    const before = document.activeElement;
    const popup = L.popup({ maxWidth: 300, maxHeight: Math.min(320, map.getSize().y - 90), className: "kith-popup" });
    popup.setLatLng(at).setContent(box).openOn(map);
    popup.getElement()?.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", "Close the list");
    list.querySelector("button")?.focus({ preventScroll: true });
    popup.on("remove", () => before?.isConnected && before.focus({ preventScroll: true }));
  }

  function button(words, act, style) {
    const made = document.createElement("button");
    made.type = "button";
    if (style) made.className = style;
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  function showHome(map, state, home) {
    state.home.clearLayers();
    if (!home) return;
    drawRings(map, state, home);
    const words = document.createElement("span");
    words.textContent = home[2];
    const marker = L.marker([home[0], home[1]], {
      icon: L.divIcon({ className: "kith-home", html: words, iconSize: null }),
      zIndexOffset: 900,
      interactive: false,
      keyboard: false,
    });
    state.home.addLayer(marker);
  }

  // How far things are can be seen, also where there are no streets under the pins.
  function drawRings(map, state, [latitude, longitude]) {
    const scale = (40075016.686 * Math.cos((latitude * Math.PI) / 180)) / 2 ** (map.getZoom() + 8);
    for (const miles of RINGS) {
      const pixels = (miles * METRES_PER_MILE) / scale;
      if (pixels < RING_PIXELS[0] || pixels > RING_PIXELS[1]) continue;
      const radius = miles * METRES_PER_MILE;
      state.home.addLayer(
        L.circle([latitude, longitude], { radius, pane: "kith-rings", interactive: false, className: "kith-ring", fill: false }),
      );
      const words = document.createElement("span");
      words.textContent = miles === 1 ? "1 mile" : `${{ 0.25: "¼", 0.5: "½" }[miles] ?? miles} ${miles < 1 ? "mile" : "miles"}`;
      const icon = L.divIcon({ className: "kith-name kith-ring-words", html: words, iconSize: [0, 0] });
      const top = latitude + radius / 111320;
      state.home.addLayer(L.marker([top, longitude], { icon, pane: "kith-names", interactive: false, keyboard: false }));
    }
  }

  // ---- shared -------------------------------------------------------------------------------------

  function whenThere(marker, spoken, act) {
    marker.on("click", act);
    marker.on("add", () => {
      const element = marker.getElement();
      if (!element) return;
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", spoken);
      onEnter(element, act);
    });
  }

  function onEnter(element, act) {
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
  }

  function hover(map, marker, words) {
    marker.on("mouseover", () => {
      const box = document.createElement("span");
      box.textContent = words;
      marker.kithTip = L.tooltip({ direction: "top", offset: [0, -14], className: "kith-tip" })
        .setLatLng(marker.getLatLng()).setContent(box).addTo(map);
    });
    marker.on("mouseout remove", () => marker.kithTip?.remove());
  }

  // A pick goes back as "id@count": the same pin can be picked twice.
  function pick(id) {
    const data = window.__GLOBAL_DATA__;
    data.kithPicks = (data.kithPicks ?? 0) + 1;
    data.last_object_clicked_tooltip = `${id}@${Date.now()}-${data.kithPicks}`;
    data.previous_data = { last_object_clicked_tooltip: data.last_object_clicked_tooltip };
    window.Streamlit.setComponentValue(data.previous_data);
  }
})();
