import { CircleCheck, CircleX, Clock } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { CopyButton } from '@/components/case/copy-button'
import { Disclosure } from '@/components/case/disclosure'
import { utcTime } from '@/components/shell/format-time'
import type { AuditEntry } from '@/lib/audit/list-events'
import { Facts, linkClasses, Mono } from './facts'
import { entryAddress } from './trail-filter'

/** Where an entry stands in the sealed trail: its position, its hash, the checkpoint that covers it, and the bytes hashed. */
export function EntryProof({ entry }: { entry: AuditEntry }) {
  const { uid, position, leaf, checkpoint, text } = entry
  return (
    <>
      <Facts
        rows={[
          [
            'Entry',
            <Link key="uid" href={entryAddress(uid) as Route} prefetch={false} className={linkClasses}>
              <Mono>{uid}</Mono>
            </Link>,
          ],
          ['Position', position === null ? <Unsealed key="unsealed" /> : position.toLocaleString('en')],
          [
            'Leaf hash',
            leaf ? (
              <span key="leaf" className="flex flex-wrap items-center gap-x-1">
                <Mono>{leaf}</Mono>
                <CopyButton text={leaf} what="Leaf hash" />
              </span>
            ) : (
              'Comes with its seal'
            ),
          ],
          ['Its bytes', <Matches key="matches" matches={entry.matches} />],
          [
            'Checkpoint',
            checkpoint ? (
              <span key="checkpoint">
                Signed {utcTime(checkpoint.at)}, over {checkpoint.size.toLocaleString('en')}{' '}
                {checkpoint.size === 1 ? 'entry' : 'entries'}; root <Mono>{checkpoint.root}</Mono>
              </span>
            ) : (
              'None yet'
            ),
          ],
        ]}
      />
      <Disclosure summary="Raw entry, as it was hashed">
        <div className="flex items-start gap-1 rounded-md bg-muted p-2">
          <pre className="min-w-0 flex-1 font-mono text-xs leading-5 break-all whitespace-pre-wrap">{text}</pre>
          <CopyButton text={text} what="Raw entry" />
        </div>
      </Disclosure>
    </>
  )
}

function Unsealed() {
  return (
    <span className="inline-flex items-center gap-1">
      <Clock aria-hidden className="size-3.5" />
      Not sealed yet: that takes about a second
    </span>
  )
}

function Matches({ matches }: { matches: boolean | null }) {
  if (matches === null) return 'From before the trail was sealed; hashed when it was'
  return matches ? (
    <span className="inline-flex items-center gap-1 text-verdict-real">
      <CircleCheck aria-hidden className="size-3.5" />
      Hash to this leaf
    </span>
  ) : (
    <span className="inline-flex items-center gap-1 font-medium text-verdict-fake">
      <CircleX aria-hidden className="size-3.5" />
      Do not hash to this leaf: the entry was changed after it was written
    </span>
  )
}
