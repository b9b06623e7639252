import type { ReferenceRecord } from '@/lib/detect/endpoints-reference'
import { anchored, recordAnchor } from './anchors'
import { FieldTable } from './field-table'

/** What answers are made of. */
export function Records({ records }: { records: ReferenceRecord[] }) {
  return (
    <section aria-labelledby="records" className="mt-10">
      <h2 id="records" className={`${anchored} mb-1 text-lg font-semibold tracking-tight`}>
        Records
      </h2>
      <p className="mb-4 max-w-prose text-sm text-muted-foreground">What answers are made of, field by field.</p>
      <div className="grid grid-cols-1 gap-8">
        {records.map(({ name, says, fields }) => (
          <div key={name}>
            <h3 id={recordAnchor(name)} className={`${anchored} font-mono text-sm font-semibold`}>
              {name}
            </h3>
            {says ? <p className="mb-1 text-[0.8125rem] text-muted-foreground">{says}</p> : null}
            <FieldTable label={`Fields of ${name}`} fields={fields} given={false} />
          </div>
        ))}
      </div>
    </section>
  )
}
