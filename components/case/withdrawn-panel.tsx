import { TimeAgo } from '@/components/shell/time-ago'
import { Panel } from './panel'

/** In the place of a decision, where nothing is left to decide. */
export function WithdrawnPanel({ at, now }: { at: Date; now: Date }) {
  return (
    <Panel id="withdrawn" title="Nothing is left to decide">
      <p className="text-sm">
        It was deleted over the API <TimeAgo at={at} now={now} />. Its media, its name and the file’s own words are
        gone; verdict, measurements and decisions stay for the trail.
      </p>
    </Panel>
  )
}
