/* Cells of the table of posts, drawn as text: what stands in a file is never read as HTML. */
(function () {
  "use strict";
  const parts = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});

  parts.PostlensSegment = function (props) {
    if (!props.data) return null;
    const name = React.createElement("span", { className: "segment-name" },
      React.createElement("span", { className: "dot", style: { "--segment": props.data.colour }, "aria-hidden": "true" }),
      props.value);
    if (!props.data.borderline) return name;
    const mark = React.createElement("span", { className: "chip chip-warn", title: props.data.borderline }, "borderline");
    return React.createElement(React.Fragment, null, name, " ", mark);
  };

  parts.PostlensExplain = function (props) {
    if (!props.data) return null;
    const query = new URLSearchParams(window.location.search);
    query.set("post", props.data.post_id);
    const address = props.path + "?" + query.toString();
    function open(event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      // The way Dash's own links change the page without loading it anew.
      window.history.pushState({}, "", address);
      window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
      window.scrollTo(0, 0);
    }
    return React.createElement("a", {
      href: address, className: "explain-link", onClick: open,
      "aria-label": window.postlensSay("Explain post {number}", { number: props.data.number }),
    }, window.postlensSay("Explain →"));
  };
})();
