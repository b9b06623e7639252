import type { Route } from 'next'
import Form from 'next/form'
import Link from 'next/link'
import { DayInput } from '@/components/shell/day-input'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import { isNarrowed, purgeReasons, type RetentionFilter, retentionAddress } from './retention-filter'
import { purgeReasonNames } from './retention-words'

/** Narrows the deletions. A plain form that ends in the address, so that what is seen can be sent to someone. */
export function RetentionFilters({ filter }: { filter: RetentionFilter }) {
  return (
    <Form
      action="/retention"
      // Another filter in the address is another form, so that the fields show it.
      key={retentionAddress(filter)}
      role="search"
      aria-label="Narrow the deletions"
      className="grid grid-cols-2 items-end gap-3 md:grid-cols-[1.4fr_0.7fr_1fr_1fr_auto]"
    >
      {filter.standing && <input type="hidden" name="state" value={filter.standing} />}
      <div className="col-span-2 grid gap-1.5 md:col-span-1">
        <Label htmlFor="retention-reason">Why it goes</Label>
        <NativeSelect id="retention-reason" name="reason" defaultValue={filter.reason ?? ''}>
          <option value="">Every reason</option>
          {purgeReasons.map((reason) => (
            <option key={reason} value={reason}>
              {purgeReasonNames[reason].name}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="col-span-2 grid gap-1.5 md:col-span-1">
        <Label htmlFor="retention-case">Case</Label>
        <Input
          id="retention-case"
          name="case"
          inputMode="numeric"
          placeholder="Number"
          defaultValue={filter.caseNumber ?? ''}
        />
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor="retention-from">Handed in from (UTC)</Label>
        <DayInput id="retention-from" name="from" defaultValue={filter.from ?? ''} />
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor="retention-to">To day (UTC)</Label>
        <DayInput id="retention-to" name="to" defaultValue={filter.to ?? ''} />
      </div>
      <div className="col-span-2 flex gap-2 md:col-span-1">
        <Button type="submit" variant="secondary">
          Show
        </Button>
        {isNarrowed(filter) ? (
          <Button asChild variant="ghost">
            <Link href={'/retention' as Route}>Show all</Link>
          </Button>
        ) : null}
      </div>
    </Form>
  )
}
