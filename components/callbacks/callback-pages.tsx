import { type CallbackFilter, callbacksAddress } from './callback-filter'
import { LogPages } from './log-pages'

/** On to older callbacks, and back to the newest. `older`: the last on this page; null where there are no older ones. */
export function CallbackPages({ filter, older }: { filter: CallbackFilter; older: string | null }) {
  return (
    <LogPages
      newest={filter.before === null ? null : callbacksAddress({ ...filter, before: null })}
      older={older === null ? null : callbacksAddress({ ...filter, before: older })}
    />
  )
}
