/* What somebody chooses becomes the address; the server draws the address. Nothing else holds a selection. */
(function () {
  "use strict";
  const clientside = (window.dash_clientside = window.dash_clientside || {});
  const SEPARATOR = "~";
  const CORNERS = 60;

  /* A control by the id of its slot, and the part of the address it rules. */
  const FIELDS = {
    "shell-page-select": "page",
    "shell-format-select": "format",
    "shell-since-input": "since",
    "shell-until-input": "until",
    "shell-tag-select": "tag",
    "shell-compare-select": "compare",
    "shell-recipe-select": "recipe",
    "drivers-segment-select": "segment",
    "drivers-feature-select": "feature",
    "compare-against-select": "against",
    "compare-segment-select": "segment",
  };

  function write(query) {
    const words = query.toString();
    return words ? "?" + words : "";
  }

  function put(query, field, value) {
    if (value === null || value === undefined || value === "") query.delete(field); else query.set(field, value);
  }

  function toggle(query, field, value) {
    put(query, field, query.get(field) === value ? "" : value);
  }

  /* A lasso has hundreds of corners; the address keeps enough of them to tell the same posts. */
  function outline(selected) {
    let corners = [];
    if (selected.lassoPoints) {
      const x = selected.lassoPoints.x, y = selected.lassoPoints.y;
      const step = Math.max(1, Math.ceil(x.length / CORNERS));
      for (let i = 0; i < x.length; i += step) corners.push([x[i], y[i]]);
    } else if (selected.range) {
      const x = selected.range.x, y = selected.range.y;
      corners = [[x[0], y[0]], [x[1], y[0]], [x[1], y[1]], [x[0], y[1]]];
    }
    return corners.map((corner) => corner.map((n) => n.toFixed(3)).join(",")).join(SEPARATOR);
  }

  /* A map of counts has no posts to press: a pressed cell is looked at by itself. */
  function cell(id, point) {
    const drawn = document.querySelector("#" + id + " .js-plotly-plot").data[0];
    const x = [point.x - drawn.dx / 2, point.x + drawn.dx / 2], y = [point.y - drawn.dy / 2, point.y + drawn.dy / 2];
    return outline({ range: { x, y } });
  }

  /* The way Dash's own links change the page without loading it anew. */
  function go(path, query) {
    window.history.pushState({}, "", path + write(query));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  /* Controls that were merely drawn anew trigger too: without a change there is nothing to choose. */
  function choose() {
    const unchanged = clientside.no_update;
    const search = arguments[arguments.length - 1] || "";
    const triggered = (clientside.callback_context.triggered || [])[0];
    if (!triggered || triggered.value === null || triggered.value === undefined) return unchanged;
    const query = new URLSearchParams(search);
    const dot = triggered.prop_id.lastIndexOf(".");
    const id = triggered.prop_id.slice(0, dot), prop = triggered.prop_id.slice(dot + 1);
    if (id.startsWith("{")) toggle(query, "segment", JSON.parse(id).key);
    else if (id === "segments-map-button") query.delete("area");
    else if (id === "shell-clear-button") ["segment", "page", "format", "since", "until", "area", "lever", "tag"].forEach((f) => query.delete(f));
    else if (id === "segments-why-graph") {
      put(query, "k", String(triggered.value.points[0].x));
      query.delete("segment");
    } else if (id === "segments-map-graph" && prop === "selectedData") {
      const drawn = outline(triggered.value);
      if (!drawn) return unchanged;
      query.set("area", drawn);
    } else if (id === "segments-map-graph" && typeof triggered.value.points[0].customdata !== "string") {
      query.set("area", cell(id, triggered.value.points[0]));
    } else if (id === "segments-map-graph") {
      query.set("post", triggered.value.points[0].customdata);
      go("/explain", query);
      return unchanged;
    } else if (FIELDS[id]) {
      if (!differs(id, query, triggered.value)) return unchanged;
      put(query, FIELDS[id], triggered.value);
      if (id === "shell-recipe-select") ["k", "segment", "area", "feature", "against"].forEach((f) => query.delete(f));
    } else return unchanged;
    const next = write(query);
    return next === search ? unchanged : next;
  }

  /* A control that was drawn with what holds anyway (the first day, the default recipe) chooses nothing. */
  function differs(id, query, value) {
    const field = FIELDS[id];
    if (query.has(field)) return query.get(field) !== value;
    const control = document.getElementById(id);
    const neutral = control && (control.type === "date" ? neutralDay(control) : neutralChoice(field, control));
    return value !== neutral;
  }
  function neutralDay(control) { return control.id.includes("since") ? control.min : control.max; }
  function neutralChoice(field, control) {
    if (field === "recipe") return "engagement";
    return control.options && control.options.length ? control.options[0].value : "";
  }

  /* To the post before or after, or to the one that was looked for. */
  function step(previous, following, wanted, neighbours, search) {
    const unchanged = clientside.no_update;
    const triggered = (clientside.callback_context.triggered || [])[0];
    if (!triggered || !triggered.value) return unchanged;
    const query = new URLSearchParams(search || "");
    const place = { "explain-previous-button": 0, "explain-next-button": 1 }[triggered.prop_id.split(".")[0]];
    const post = place === undefined ? String(triggered.value).trim() : (neighbours || [])[place];
    if (!post) return unchanged;
    query.set("post", post);
    return write(query);
  }

  /* The grid asks for its rows again: what it holds belongs to another view. */
  function loadRowsAnew(ready, grid) {
    if (!grid || ready === null || ready === undefined) return;
    window.dash_ag_grid.getApiAsync(grid).then((api) => api.purgeInfiniteCache());
  }

  /* Pages of the navigation open with the view that is in the address, figures of claims with their own. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a.side-link, a.claim");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation();
    const own = link.classList.contains("claim");
    go(link.pathname, new URLSearchParams(own ? link.search : window.location.search));
  }, true);

  clientside.postlens = Object.assign(clientside.postlens || {}, { choose, loadRowsAnew, step });
})();
