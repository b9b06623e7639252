import type { ExhibitMark } from '@/components/media/findings-track'
import type { OutlinedRegion } from '@/components/media/viewed-media'
import type { RailExhibit } from '@/lib/cases/read-rail'

/** The part of an exhibit that a viewer shows. */
export type ShownExhibit = Pick<RailExhibit, 'id' | 'label' | 'startSeconds' | 'endSeconds' | 'region'>

/** Exhibits that have a time, for the axis. */
export function exhibitMarks(exhibits: ShownExhibit[]): ExhibitMark[] {
  return exhibits.flatMap(({ label, startSeconds: start, endSeconds }) =>
    start === null ? [] : { label, start, end: endSeconds ?? start },
  )
}

/** Exhibits that have a place in the picture, as its regions; shown by the exhibit's own id. */
export function exhibitRegions(exhibits: ShownExhibit[]): OutlinedRegion[] {
  return exhibits.flatMap(({ id, label, region }) =>
    region ? { evidenceId: id, title: `Exhibit ${label}`, region, letter: label } : [],
  )
}
