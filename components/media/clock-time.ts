/** Seconds as a clock shows them: `0:07`, `12:30`, `1:02:03`. */
export function clockTime(seconds: number): string {
  const whole = Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : 0
  const minutes = Math.floor(whole / 60)
  const two = (value: number) => String(value).padStart(2, '0')
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`
}

/** Seconds as a clock shows them, with tenths where there are any: `0:07`, `12:30.4`. */
export function exactTime(seconds: number): string {
  const tenths = Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 10) : 0
  const clock = clockTime(Math.floor(tenths / 10))
  return tenths % 10 === 0 ? clock : `${clock}.${tenths % 10}`
}

/** Seconds as somebody types them: `72`, `72.5`, `1:12.5`, `1:02:03`; null for anything else. */
export function secondsIn(text: string): number | null {
  const parts = /^(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,5}(?:[.,]\d{1,3})?)$/.exec(text.trim())
  if (!parts) return null
  const [, hours = '0', minutes, rest = '0'] = parts
  const seconds = Number(rest.replace(',', '.'))
  if (minutes !== undefined && seconds >= 60) return null
  return Number(hours) * 3600 + Number(minutes ?? 0) * 60 + seconds
}

/** A length of time as it is read out: `7 seconds`, `1 minute 3 seconds`. */
export function spokenTime(seconds: number): string {
  const whole = Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : 0
  const parts = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ] as const
  const said = parts.filter(([n]) => n > 0).map(([n, unit]) => `${n} ${unit}${n === 1 ? '' : 's'}`)
  return said.join(' ') || '0 seconds'
}
