// Brings the marked card into sight when another one is marked on the map.

let last = "";

export default function ({ data }) {
  if (data.chosen === last) return;
  last = data.chosen;
  if (!data.chosen) return;
  requestAnimationFrame(() => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.querySelector(".kith-card-marked")?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  });
}
