import type { ShownDoubt } from './doubts'

/** Reasons to doubt a score, each with a way to the value behind it. That there are none is said too: it is no proof. */
export function DoubtList({ doubts }: { doubts: ShownDoubt[] }) {
  return (
    <section aria-labelledby="doubts" className="grid gap-1.5 text-sm">
      <h3 id="doubts" className="scroll-mt-20 font-medium">
        Reasons to doubt this score{doubts.length > 0 && ` (${doubts.length})`}
      </h3>
      {doubts.length === 0 ? (
        <p className="text-muted-foreground">None is known. That does not make the score right.</p>
      ) : (
        <ul className="grid list-disc gap-1.5 pl-5">
          {doubts.map(({ says, links }) => (
            <li key={says} className="[overflow-wrap:anywhere]">
              {says}{' '}
              {links.map(({ href, name }, index) => (
                <span key={href}>
                  {index > 0 && ', '}
                  <a href={href} className="text-primary underline decoration-primary/40 underline-offset-4">
                    {name}
                  </a>
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
