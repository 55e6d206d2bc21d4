// @ts-check
// Times come from the server in UTC; here they become those of the reader's own clock.

// English is that of Europe, as the server writes it.
const dates = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const format = new Intl.DateTimeFormat(dates, { dateStyle: "medium", timeStyle: "short" });

for (const time of document.querySelectorAll('time[datetime*="T"]')) {
  if (!(time instanceof HTMLTimeElement)) continue;
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.valueOf())) continue;
  time.title = time.textContent ?? "";
  time.textContent = format.format(moment);
}
