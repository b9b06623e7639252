import { firstPage, type TrailFilter, trailQuery } from './trail-filter'

/** The rest of the filter, for a form that changes one part of it. */
export function HiddenFilter({ filter, without }: { filter: TrailFilter; without: string[] }) {
  const fields = [...new URLSearchParams(trailQuery(firstPage(filter)))].filter(([name]) => !without.includes(name))
  return fields.map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />)
}
