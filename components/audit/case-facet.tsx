import Form from 'next/form'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { TrailCounts } from '@/lib/audit/count-events'
import { FacetList } from './facet-list'
import { HiddenFilter } from './hidden-filter'
import { firstPage, type TrailFilter, trailAddress } from './trail-filter'

/** One case: by its number, or of those with the most entries. */
export function CaseFacet({ filter, cases }: { filter: TrailFilter; cases: TrailCounts['cases'] }) {
  return (
    <>
      <FacetList
        label="Case"
        single
        values={cases.map(({ number, entries }) => ({
          key: String(number),
          label: `Case ${number}`,
          entries,
          chosen: filter.caseNumber === number,
          address: trailAddress({ ...firstPage(filter), caseNumber: filter.caseNumber === number ? null : number }),
        }))}
      />
      <Form action="/audit" scroll={false} className="flex items-end gap-2 px-2 pt-2 pb-1" key={filter.caseNumber}>
        <HiddenFilter filter={filter} without={['case']} />
        <div className="grid min-w-0 flex-1 gap-1 text-xs text-muted-foreground">
          <span aria-hidden>Case number</span>
          <Input aria-label="Case number" name="case" inputMode="numeric" defaultValue={filter.caseNumber ?? ''} />
        </div>
        <Button type="submit" variant="outline">
          Show
        </Button>
      </Form>
    </>
  )
}
