// Says when something happened in a time zone; without one, in the browser's own.

const LOCALE = "en-GB";
const DAY = 86_400_000;

// Making a format is slow, and the day of each message is asked for at each drawing.
const dayFormats = new Map();

function format(date, options, zone) {
  return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone }).format(date);
}

/** The zone itself if the browser can reckon with it, else undefined: the browser's own. */
export function knownZone(zone) {
  try {
    return zone && new Intl.DateTimeFormat(LOCALE, { timeZone: zone }) ? zone : undefined;
  } catch {
    return undefined;
  }
}

export function dateOfTs(ts) {
  return new Date(Number(ts) * 1000);
}

export function hourMinute(date, zone) {
  return format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, zone);
}

export function fullMoment(date, zone) {
  return `${TOKENS.date_long(date, null, zone)}, ${hourMinute(date, zone)}`;
}

export function clockText(date, zone) {
  const day = format(date, { day: "numeric", month: "short" }, zone);
  return { weekday: format(date, { weekday: "short" }, zone), rest: `${day}, ${hourMinute(date, zone)}` };
}

/** The day as 2026-07-06. */
export function dayKey(date, zone) {
  if (!dayFormats.has(zone)) dayFormats.set(zone, dayFormat(zone));
  const parts = dayFormats.get(zone).formatToParts(date);
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

function dayFormat(zone) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone };
  return new Intl.DateTimeFormat(LOCALE, options);
}

/** "Today", "Yesterday", "Tomorrow" or the date, seen from `now`. */
export function dayName(date, now, zone) {
  const options = { weekday: "long", day: "numeric", month: "long", ...yearUnless(date, now, zone) };
  return relativeDay(date, now, zone) ?? format(date, options, zone);
}

function yearUnless(date, now, zone) {
  const year = (moment) => dayKey(moment, zone).split("-")[0];
  return year(date) === year(now) ? {} : { year: "numeric" };
}

function relativeDay(date, now, zone) {
  const midnight = (moment) => Date.parse(dayKey(moment, zone));
  const days = Math.round((midnight(date) - midnight(now)) / DAY);
  return { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" }[days];
}

const TOKENS = {
  date: (d, _now, zone) => format(d, { day: "numeric", month: "long", year: "numeric" }, zone),
  date_num: (d, _now, zone) => dayKey(d, zone),
  date_slash: (d, _now, zone) => format(d, { day: "2-digit", month: "2-digit", year: "numeric" }, zone),
  date_short: (d, _now, zone) => format(d, { day: "numeric", month: "short", year: "numeric" }, zone),
  date_long: (d, _now, zone) => format(d, { weekday: "long", day: "numeric", month: "long", year: "numeric" }, zone),
  date_pretty: (d, now, zone) => relativeDay(d, now, zone)?.toLowerCase() ?? TOKENS.date(d, now, zone),
  date_short_pretty: (d, now, zone) => relativeDay(d, now, zone)?.toLowerCase() ?? TOKENS.date_short(d, now, zone),
  date_long_pretty: (d, now, zone) => relativeDay(d, now, zone)?.toLowerCase() ?? TOKENS.date_long(d, now, zone),
  day_divider_pretty: (d, now, zone) => dayName(d, now, zone),
  time: (d, _now, zone) => hourMinute(d, zone),
  time_secs: (d, _now, zone) => format(d, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }, zone),
  ago: (d, now) => ago(d, now),
};

/** Fills Slack's date tokens, such as `{date_short} at {time}`; null when the moment is not one. */
export function fillDate(seconds, pattern, { now, zone }) {
  const date = new Date(Number(seconds) * 1000);
  if (seconds === "" || Number.isNaN(date.getTime())) return null;
  return pattern.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(TOKENS, name) ? TOKENS[name](date, now, zone) : whole,
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
