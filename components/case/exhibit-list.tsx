import type { RailExhibit } from '@/lib/cases/read-rail'
import type { CaseActions } from './case-actions'
import { ExhibitItem } from './exhibit-item'

/** A case's exhibits by letter, where nothing is being decided. */
export function ExhibitList({ exhibits, remove }: { exhibits: RailExhibit[]; remove: CaseActions['removeExhibit'] }) {
  if (exhibits.length === 0) return null
  return (
    <section aria-labelledby="exhibits" className="grid gap-2 border-t pt-3">
      <h3 id="exhibits" className="text-sm font-medium">
        Exhibits
      </h3>
      <ul className="grid gap-2">
        {exhibits.map((exhibit) => (
          <li key={exhibit.id} className="flex items-start gap-2.5">
            <span className="pt-0.5 text-sm font-semibold">
              <span className="sr-only">Exhibit </span>
              {exhibit.label}
            </span>
            <ExhibitItem exhibit={exhibit} remove={remove} />
          </li>
        ))}
      </ul>
    </section>
  )
}
