import type { TrailCounts } from '@/lib/audit/count-events'
import { eventNames } from '@/lib/audit/event-names'
import { CaseFacet } from './case-facet'
import { eventGroups } from './event-groups'
import { Facet, FacetList } from './facet-list'
import { PeriodFacet } from './period-facet'
import { firstPage, type TrailFilter, toggled, trailAddress, trailChannels } from './trail-filter'
import { actorLabel, channelNames, facetActor, type NamesById, targetLabel } from './trail-words'

interface TrailFacetsProps {
  filter: TrailFilter
  counts: TrailCounts
  names: NamesById
}

/** Everything the trail can be narrowed by, with how many entries each choice would show. */
export function TrailFacets({ filter, counts, names }: TrailFacetsProps) {
  const to = (change: Partial<TrailFilter>) => trailAddress({ ...firstPage(filter), ...change })
  return (
    <div>
      <Facet title="Period">
        <PeriodFacet filter={filter} periods={counts.periods} />
      </Facet>
      <Facet title="Who">
        <FacetList label="Who" values={actorValues({ filter, counts, names }, to)} />
      </Facet>
      <Facet title="What happened">
        <ActionFacet filter={filter} counts={counts} to={to} />
      </Facet>
      <Facet title="Through">
        <FacetList
          label="Through"
          values={trailChannels.map((channel) => ({
            key: channel,
            label: channelNames[channel],
            entries: counts.channels.find((one) => one.channel === channel)?.entries ?? 0,
            chosen: filter.channels.includes(channel),
            address: to({ channels: toggled(filter.channels, channel) }),
          }))}
        />
      </Facet>
      <Facet title="Case" open={filter.caseNumber !== null || counts.cases.length > 0}>
        <CaseFacet filter={filter} cases={counts.cases} />
      </Facet>
      <Facet title="About" open={filter.about !== null || counts.targets.length > 0}>
        <FacetList label="About" single values={targetValues({ filter, counts, names }, to)} />
      </Facet>
      {counts.capped ? (
        <p className="px-2 pt-2 text-xs text-pretty text-muted-foreground">
          Counted over the newest {counts.total.toLocaleString('en')} entries that fit.
        </p>
      ) : null}
    </div>
  )
}

type Address = (change: Partial<TrailFilter>) => string

function actorValues({ filter, counts, names }: TrailFacetsProps, to: Address) {
  const offered = counts.actors.map(({ kind, id, name, entries }) => ({
    key: id === null ? kind : `${kind}:${id}`,
    label: facetActor({ kind, name }),
    entries,
  }))
  // Chosen, but with nothing in the rest of the filter: still there to be taken away.
  const missing = filter.actors.filter((actor) => offered.every(({ key }) => key !== actor))
  return [...offered, ...missing.map((key) => ({ key, label: actorLabel(key, names), entries: 0 }))].map((one) => ({
    ...one,
    chosen: filter.actors.includes(one.key),
    address: to({ actors: toggled(filter.actors, one.key) }),
  }))
}

function targetValues({ filter, counts, names }: TrailFacetsProps, to: Address) {
  const offered = counts.targets.map(({ id, kind, name, entries }) => ({ id, label: targetLabel(kind, name), entries }))
  const missing = filter.about !== null && offered.every(({ id }) => id !== filter.about) ? [filter.about] : []
  return [...offered, ...missing.map((id) => ({ id, label: names[id] ?? `${id.slice(0, 8)}…`, entries: 0 }))].map(
    ({ id, label, entries }) => ({
      ...{ key: id, label, entries },
      chosen: filter.about === id,
      address: to({ about: filter.about === id ? null : id }),
    }),
  )
}

/** Kinds of events under their headings; only those that there are. */
function ActionFacet({ filter, counts, to }: Omit<TrailFacetsProps, 'names'> & { to: Address }) {
  const entriesOf = new Map(counts.types.map(({ type, entries }) => [type, entries]))
  const groups = eventGroups()
    .map(({ label, types }) => ({
      label,
      types: types.filter((type) => entriesOf.has(type) || filter.types.includes(type)),
    }))
    .filter(({ types }) => types.length > 0)
  return (
    <div className="grid gap-1">
      {groups.map(({ label, types }) => (
        <div key={label}>
          <h4 className="px-2 pt-1 text-xs font-medium text-muted-foreground">{label}</h4>
          <FacetList
            label={label}
            values={types.map((type) => ({
              key: type,
              label: eventNames[type],
              entries: entriesOf.get(type) ?? 0,
              chosen: filter.types.includes(type),
              address: to({ types: toggled(filter.types, type) }),
            }))}
          />
        </div>
      ))}
      <div className="mt-1 border-t pt-1">
        <FacetList
          label="Looks"
          values={[
            {
              key: 'looks',
              label: 'Leave out looks at cases and media',
              entries: counts.looks,
              chosen: !filter.looks,
              address: to({ looks: !filter.looks }),
            },
          ]}
        />
      </div>
    </div>
  )
}
