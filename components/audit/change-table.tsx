import { cn } from '@/components/ui/cn'
import { changesOf } from './fact-words'

/** A changed setting beside what it was: two columns, what changed first and marked in words too. */
export function ChangeTable({ before, after }: { before: unknown; after: unknown }) {
  const changes = changesOf(before, after)
  if (changes.length === 0)
    return <p className="text-muted-foreground">There was nothing before and is nothing after.</p>
  return (
    <div className="overflow-x-auto rounded-md border bg-card">
      <table className="w-full text-left">
        <thead className="border-b text-xs text-muted-foreground">
          <tr>
            <th scope="col" className="px-3 py-1.5 font-medium">
              Setting
            </th>
            <th scope="col" className="px-3 py-1.5 font-medium">
              Before
            </th>
            <th scope="col" className="px-3 py-1.5 font-medium">
              After
            </th>
          </tr>
        </thead>
        <tbody className="divide-y align-top">
          {changes.map(({ name, before, after, changed }) => (
            <tr key={name} className={cn(!changed && 'text-muted-foreground')}>
              <th scope="row" className="px-3 py-1.5 font-normal [overflow-wrap:anywhere]">
                {name}
                <span className={cn('block text-xs', changed ? 'font-medium text-info' : 'sr-only')}>
                  {changed ? 'Changed' : 'Unchanged'}
                </span>
              </th>
              <td className="px-3 py-1.5 [overflow-wrap:anywhere]">
                {changed ? <del className="rounded-sm bg-verdict-fake-soft px-1 no-underline">{before}</del> : before}
              </td>
              <td className="px-3 py-1.5 [overflow-wrap:anywhere]">
                {changed ? <ins className="rounded-sm bg-verdict-real-soft px-1 no-underline">{after}</ins> : after}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
