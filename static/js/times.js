// @ts-check
// Times come from the server in UTC; here they become those of the reader's own clock.

const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

for (const time of document.querySelectorAll('time[datetime*="T"]')) {
  if (!(time instanceof HTMLTimeElement)) continue;
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.valueOf())) continue;
  time.title = time.textContent ?? "";
  time.textContent = format.format(moment);
}
