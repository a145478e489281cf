/* Plotly is read when a page has nothing else to do, so that whoever comes to the first chart has it already; Dash
   takes what is there instead of reading its own. */
(function () {
  "use strict";
  function address() {
    const config = document.getElementById("_dash-config");
    return config ? JSON.parse(config.textContent).plotlyjs_url : null;
  }
  function read() {
    const from = address();
    // A page with charts has asked for it itself.
    if (!from || window.Plotly || document.querySelector(".chart")) return;
    const script = document.createElement("script");
    script.src = from;
    document.head.appendChild(script);
  }
  /* WebGL charts get the pixels that the screen has; twice as many each way, as plotly has it, are four times the
     work for nothing. Heard before the script that asked for plotly goes on. */
  let sharp = false;
  document.addEventListener("load", function () {
    if (sharp || !window.Plotly) return;
    sharp = true;
    window.Plotly.setPlotConfig({ plotGlPixelRatio: Math.min(Math.max(window.devicePixelRatio, 1), 2) });
  }, true);
  const whenIdle = window.requestIdleCallback || function (work) { window.setTimeout(work, 2000); };
  window.addEventListener("load", function () { whenIdle(read); });
})();

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
  /* What stands below a chart is drawn after it, or after a while in which the chart did not come. */
  const LONGEST_WAIT = 3000;
  const idle = window.requestIdleCallback || function (work) { window.setTimeout(work, 50); };
  function afterTheMap(ready, map) {
    const until = performance.now() + LONGEST_WAIT;
    return new Promise(function (tell) {
      (function wait() {
        const plot = map && document.getElementById(map);
        const drawn = plot && plot.closest(".chart[data-drawn]");
        if (drawn || performance.now() > until) idle(function () { tell(ready); }, { timeout: LONGEST_WAIT });
        else window.setTimeout(wait, 30);
      })();
    });
  }
  const clientside = (window.dash_clientside = window.dash_clientside || {});
  clientside.postlens = Object.assign(clientside.postlens || {}, { afterTheMap: afterTheMap });

  function look() { document.querySelectorAll(".chart .js-plotly-plot").forEach(watch); }

  new MutationObserver(look).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["class"],
  });
  look();
})();
