import { callbackStatuses } from '@/lib/callbacks/callback-rules'
import { type CallbackFilter, callbacksAddress } from './callback-filter'
import { statusNames } from './callback-words'
import { LogTabs } from './log-tabs'

/** Narrows the delivery log by state. */
export function CallbackTabs({ filter }: { filter: CallbackFilter }) {
  const choices = [
    { status: null, name: 'All' },
    ...callbackStatuses.map((status) => ({ status, name: statusNames[status] })),
  ]
  return (
    <LogTabs
      label="Callbacks by state"
      choices={choices.map(({ status, name }) => ({
        name,
        href: callbacksAddress({ status, before: null }),
        current: status === filter.status,
      }))}
    />
  )
}
