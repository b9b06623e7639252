import type { ReferenceGroup, ReferenceRecord } from '@/lib/detect/endpoints-reference'
import { recordAnchor } from './anchors'
import { guideSections } from './guide'

interface ContentsProps {
  groups: ReferenceGroup[]
  records: ReferenceRecord[]
}

/** Where to find what: beside the text on wide screens, folded above it on others. */
export function Contents(props: ContentsProps) {
  return (
    <>
      <details className="mb-6 rounded-lg border bg-card lg:hidden">
        <summary className="cursor-pointer rounded-lg px-4 py-3 text-sm font-medium">Contents</summary>
        <nav aria-label="Contents" className="px-4 pb-4">
          <Links {...props} />
        </nav>
      </details>
      <nav
        aria-label="Contents"
        className="sticky top-6 hidden max-h-[calc(100dvh-3rem)] self-start overflow-y-auto pr-2 pb-4 lg:block"
      >
        <Links {...props} />
      </nav>
    </>
  )
}

function Links({ groups, records }: ContentsProps) {
  const calls = groups.map(({ id, title, calls }) => ({
    id,
    title,
    entries: calls.map((call) => ({ id: call.id, title: call.summary })),
  }))
  const sections = [
    ...guideSections.map((section) => ({ ...section, entries: [] })),
    ...calls,
    {
      id: 'records',
      title: 'Records',
      entries: records.map(({ name }) => ({ id: recordAnchor(name), title: name })),
    },
  ]
  return (
    <ul className="grid gap-1 text-[0.8125rem] leading-5">
      {sections.map(({ id, title, entries }) => (
        <li key={id}>
          <a href={`#${id}`} className="block rounded-md px-2 py-1 font-medium hover:bg-accent">
            {title}
          </a>
          {entries.length > 0 ? (
            <ul className="mb-1.5 ml-2 border-l">
              {entries.map((entry) => (
                <li key={entry.id}>
                  <a
                    href={`#${entry.id}`}
                    className="block rounded-md px-3 py-1 wrap-anywhere text-muted-foreground hover:bg-accent hover:text-accent-foreground"
                  >
                    {entry.title}
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
