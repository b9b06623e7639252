/**
 * One measured figure. `goal`: the largest value that is good enough, or the least where `more` is better; null where the
 * figure is only reported.
 */
export interface Figure {
  figure: string
  value: number
  unit: 'ratio' | 'ms' | 's' | 'CPU-s' | 'requests/s'
  goal: number | null
  more?: true
}

/** A subject of measurement: one file of this folder. */
export type Subject = (product: Product) => Promise<Figure[]>

/** A subject that needs no running product. */
export type SubjectAlone = () => Promise<Figure[]>

/** The running product, as a subject sees it. */
export interface Product {
  /** Without a trailing slash. */
  url: string
  /** A key with the scopes read and submit. */
  key: string
  /** More keys of the same kind and team. */
  makeKeys(count: number): Promise<string[]>
  /** The process that serves the web. */
  webPid: number
  /** For files of the measurement; gone afterwards. */
  folder: string
}

/** Whether a figure meets its goal; null without one. */
export function meetsGoal({ value, goal, more }: Figure): boolean | null {
  if (goal === null) return null
  return more ? value >= goal : value <= goal
}

/** A figure as a line: for people, or as JSON. */
export function lineOf(figure: Figure, json: boolean): string {
  const ok = meetsGoal(figure)
  const value = Number(figure.value.toPrecision(4))
  if (json) return JSON.stringify({ figure: figure.figure, value, goal: figure.goal, ok })
  const shown = `${figure.figure}: ${value}${figure.unit === 'ratio' ? '' : ` ${figure.unit}`}`
  return ok === null
    ? `${shown} (reported, no goal)`
    : `${shown} (goal ${figure.more ? '>=' : '<='} ${figure.goal}: ${ok ? 'met' : 'NOT met'})`
}

/** The value that `share` percent of some values do not exceed (nearest rank). */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((sorted.length * share) / 100) - 1)] ?? Number.NaN
}

/** The middle one of some values. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return ((sorted[middle] ?? Number.NaN) + (sorted[sorted.length - 1 - middle] ?? Number.NaN)) / 2
}
