// A classic script in the head: it runs before the first paint, so the stored theme does not flash.
(function () {
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (refused) {
    // Storage can be forbidden; the device's own theme is then right.
  }
})();
