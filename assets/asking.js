/* How pages ask the server. A page that waits for a job asks again and again, and Dash takes one answer that fails
   to arrive for the end and waits for ever: here such a question is put again, so that a restart of the server is
   merely a pause. A page whose person is signed out meanwhile goes to the sign-in, and back from there. */
(function () {
  "use strict";
  const LONGEST = 5000, PATIENCE = 120000;
  const AWAY = [502, 503, 504];
  const ask = window.fetch;

  function isDash(address) { return /\/_dash-/.test(String(address)); }

  function isPoll(address) { return /_dash-update-component\?.*\bcacheKey=/.test(String(address)); }

  function pause(milliseconds) { return new Promise((resolve) => setTimeout(resolve, milliseconds)); }

  function signIn() {
    window.location.assign("/login?next=" + encodeURIComponent(window.location.pathname + window.location.search));
    return new Promise(() => {});  // Whoever asked waits until the page is gone.
  }

  async function again(address, options, until, wait) {
    try {
      const answer = await ask.call(window, address, options);
      if (!AWAY.includes(answer.status) || Date.now() > until) return answer;
    } catch (lost) {
      if (Date.now() > until) throw lost;
    }
    await pause(wait);
    return again(address, options, until, Math.min(2 * wait, LONGEST));
  }

  window.fetch = async function (address, options) {
    const answer = await (isPoll(address)
      ? again(address, options, Date.now() + PATIENCE, 500) : ask.call(window, address, options));
    return answer.status === 401 && isDash(address) ? signIn() : answer;
  };
})();
