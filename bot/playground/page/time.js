// Says when something happened, in the browser's own time zone.

const LOCALE = "en-GB";
const DAY = 86_400_000;

function format(date, options) {
  return new Intl.DateTimeFormat(LOCALE, options).format(date);
}

export function dateOfTs(ts) {
  return new Date(Number(ts) * 1000);
}

export function hourMinute(date) {
  return format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function fullMoment(date) {
  return `${format(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" })}, ${hourMinute(date)}`;
}

export function clockText(date) {
  const day = format(date, { day: "numeric", month: "short" });
  return { weekday: format(date, { weekday: "short" }), rest: `${day}, ${hourMinute(date)}` };
}

export function dayKey(date) {
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** "Today", "Yesterday", "Tomorrow" or the date, seen from `now`. */
export function dayName(date, now) {
  return (
    relativeDay(date, now) ??
    format(date, { weekday: "long", day: "numeric", month: "long", ...yearUnless(date, now) })
  );
}

function yearUnless(date, now) {
  return date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
}

function relativeDay(date, now) {
  const midnight = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
  const days = Math.round((midnight(date) - midnight(now)) / DAY);
  return { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" }[days];
}

const TOKENS = {
  date: (d) => format(d, { day: "numeric", month: "long", year: "numeric" }),
  date_num: (d) =>
    `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, "0")}-${String(d.getDate()).padStart(2, "0")}`,
  date_slash: (d) => format(d, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date_short: (d) => format(d, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (d) => format(d, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  date_pretty: (d, now) => relativeDay(d, now)?.toLowerCase() ?? TOKENS.date(d),
  date_short_pretty: (d, now) => relativeDay(d, now)?.toLowerCase() ?? TOKENS.date_short(d),
  date_long_pretty: (d, now) => relativeDay(d, now)?.toLowerCase() ?? TOKENS.date_long(d),
  day_divider_pretty: (d, now) => dayName(d, now),
  time: (d) => hourMinute(d),
  time_secs: (d) => format(d, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
  ago: (d, now) => ago(d, now),
};

/** Fills Slack's date tokens, such as `{date_short} at {time}`; null when the moment is not one. */
export function fillDate(seconds, pattern, now) {
  const date = new Date(Number(seconds) * 1000);
  if (seconds === "" || Number.isNaN(date.getTime())) return null;
  return pattern.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(TOKENS, name) ? TOKENS[name](date, now) : whole,
  );
}

export function ago(date, now) {
  const seconds = (date - now) / 1000;
  const steps = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? steps[3];
  return new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}
