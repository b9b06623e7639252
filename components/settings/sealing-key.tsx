import { TimeAgo } from '@/components/shell/time-ago'
import type { TrailKey } from '@/lib/audit/read-sealing'
import { CopyButton } from './copy-button'
import { Fact, Facts } from './facts'
import { grouped } from './sealing-words'

interface SealingKeyProps {
  trailKey: TrailKey
  now: Date
  /** It signs nothing new. */
  former?: boolean
}

/** A key of the trail: by what it is compared, itself to copy, and since when it signs. */
export function SealingKey({
  trailKey: { fingerprint, bytes, verifierKey, firstAt, lastAt },
  now,
  former,
}: SealingKeyProps) {
  return (
    <Facts>
      <Fact name="Fingerprint">
        <code className="font-mono text-[0.8125rem]">{grouped(fingerprint)}</code>
        <span className="block text-[0.8125rem] text-muted-foreground">SHA-256 of the 32 bytes of the public key</span>
      </Fact>
      <Fact name="Public key">
        <span className="flex items-start gap-2">
          <code className="min-w-0 font-mono text-[0.8125rem] break-all">{verifierKey}</code>
          <CopyButton text={verifierKey} label={former ? 'Copy this former key' : 'Copy the public key'} />
        </span>
      </Fact>
      <Fact name="Its bytes, base64">
        <code className="font-mono text-[0.8125rem] break-all">{bytes}</code>
      </Fact>
      <Fact name={former ? 'Signed' : 'Signs since'}>
        {firstAt ? <TimeAgo at={firstAt} now={now} exact /> : 'It has signed nothing of this team.'}
        {former && firstAt && lastAt && (
          <>
            {' '}
            to <TimeAgo at={lastAt} now={now} exact />
          </>
        )}
      </Fact>
    </Facts>
  )
}
