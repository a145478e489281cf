/* Charts bring their own words (layout.meta.summary): they become the name that screen readers read.
   A frame without a drawing yet looks like a skeleton (40-charts.css). */
(function () {
  "use strict";
  const known = new WeakSet();

  function describe(plot) {
    const frame = plot.closest(".chart");
    if (!frame) return;
    const layout = plot.layout || {};
    const drawn = (plot.data || []).length > 0 || (layout.annotations || []).length > 0;
    if (drawn) frame.setAttribute("data-drawn", ""); else frame.removeAttribute("data-drawn");
    if (layout.meta && layout.meta.summary) frame.setAttribute("aria-label", layout.meta.summary);
  }
  function watch(plot) {
    if (known.has(plot) || typeof plot.on !== "function") return;
    known.add(plot);
    plot.on("plotly_afterplot", function () { describe(plot); });
    describe(plot);
  }
  function look() { document.querySelectorAll(".chart .js-plotly-plot").forEach(watch); }

  new MutationObserver(look).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["class"],
  });
  look();
})();
