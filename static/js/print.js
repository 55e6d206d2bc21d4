// @ts-check
// This page was asked for to be printed: open the browser's dialogue once everything is drawn.

const ready = document.readyState === "complete" ? Promise.resolve() : new Promise((done) => addEventListener("load", done));

Promise.all([ready, document.fonts.ready]).then(() => print());
