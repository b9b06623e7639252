import type { Route } from 'next'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { NativeSelect } from '@/components/ui/native-select'
import { eventNames } from '@/lib/audit/events'
import { eventGroups, isNarrowed, type TrailFilter } from './trail-filter'

interface TrailFiltersProps {
  filter: TrailFilter
  people: { memberId: string; name: string }[]
}

/** Narrows the trail. A plain form that ends in the address, so that what is seen can be sent to someone. */
export function TrailFilters({ filter, people }: TrailFiltersProps) {
  return (
    <Form
      action="/audit"
      // Another filter in the address is another form, so that the fields show it.
      key={JSON.stringify(filter)}
      role="search"
      aria-label="Narrow the trail"
      className="mb-6 grid grid-cols-2 items-end gap-3 md:grid-cols-3 xl:grid-cols-[1.4fr_1.2fr_0.7fr_1fr_1fr_auto]"
    >
      <div className="col-span-2 grid gap-1.5 md:col-span-1">
        <Label htmlFor="trail-type">What happened</Label>
        <NativeSelect id="trail-type" name="type" defaultValue={filter.type ?? ''}>
          <option value="">Everything</option>
          {eventGroups().map(({ label, types }) => (
            <optgroup key={label} label={label}>
              {types.map((type) => (
                <option key={type} value={type}>
                  {eventNames[type]}
                </option>
              ))}
            </optgroup>
          ))}
        </NativeSelect>
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor="trail-person">Person</Label>
        <NativeSelect id="trail-person" name="person" defaultValue={filter.person ?? ''}>
          <option value="">Anyone</option>
          {people.map((person) => (
            <option key={person.memberId} value={person.memberId}>
              {person.name}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor="trail-case">Case</Label>
        <Input
          id="trail-case"
          name="case"
          inputMode="numeric"
          placeholder="Number"
          defaultValue={filter.caseNumber ?? ''}
        />
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor="trail-from">From day (UTC)</Label>
        <Input id="trail-from" name="from" type="date" defaultValue={filter.from ?? ''} />
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor="trail-to">To day (UTC)</Label>
        <Input id="trail-to" name="to" type="date" defaultValue={filter.to ?? ''} />
      </div>
      <div className="col-span-2 flex gap-2 md:col-span-1">
        <Button type="submit" variant="secondary">
          Show
        </Button>
        {isNarrowed(filter) ? (
          <Button asChild variant="ghost">
            <Link href={'/audit' as Route}>Show all</Link>
          </Button>
        ) : null}
      </div>
    </Form>
  )
}
