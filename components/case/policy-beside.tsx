'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { policyHref } from '@/components/policies/policy-places'
import { PolicyText } from '@/components/policies/policy-text'
import { RuleList } from '@/components/policies/rule-list'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/native-select'
import type { CaseRail } from '@/lib/cases/read-rail'
import type { PolicyInForce } from '@/lib/policies/policy-in-force'
import { Disclosure } from './disclosure'
import { setPolicyUnfolded, usePolicyUnfolded } from './policy-fold'

interface PolicyBesideProps {
  policy: CaseRail['policy']
  chosen: PolicyInForce | null
  onChoose(policyId: string | null): void
  disabled: boolean
}

/** The policy that a case is judged by, with its version and its words; a choice where none is in force. */
export function PolicyBeside({ policy, chosen, onChoose, disabled }: PolicyBesideProps) {
  const { inForce, choices } = policy
  if (choices.length === 0 && !inForce) return null
  return (
    <div className="grid gap-2 rounded-md border px-3 py-2.5 text-sm">
      {inForce === null ? (
        <Field id="policy" label="Policy">
          <NativeSelect
            id="policy"
            value={chosen?.policyId ?? ''}
            disabled={disabled}
            onChange={(event) => onChoose(event.target.value || null)}
          >
            <option value="">None</option>
            {choices.map(({ policyId, name, version }) => (
              <option key={policyId} value={policyId}>
                {name}, version {version}
              </option>
            ))}
          </NativeSelect>
        </Field>
      ) : (
        <p className="[overflow-wrap:anywhere]">
          <span className="font-medium">Policy: </span>
          {chosen?.name}, version {chosen?.version}
        </p>
      )}
      {chosen && <PolicyWords policy={chosen} />}
    </div>
  )
}

/**
 * Unfolded where there is room, but never so long that the form under it is out of sight: they scroll by themselves, and fade at
 * the lower edge where more of them follows.
 */
function PolicyWords({ policy: { policyId, version, words, rules } }: { policy: PolicyInForce }) {
  const unfolded = usePolicyUnfolded()
  const remember = (open: boolean) => {
    if (open !== unfolded) setPolicyUnfolded(open)
  }
  return (
    <Disclosure summary="Read the policy" open={unfolded} onToggle={remember}>
      <div className="grid gap-2">
        <section
          aria-label="Words of the policy"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with keys
          tabIndex={0}
          className="grid gap-3 rounded-sm outline-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring xl:max-h-56 xl:overflow-y-auto xl:pb-6 xl:[mask-image:linear-gradient(to_bottom,black_calc(100%-1.5rem),transparent)]"
        >
          <PolicyText words={words} />
          <RuleList rules={rules} />
        </section>
        <Link
          href={policyHref(policyId, { version }) as Route}
          className="w-fit text-[0.8125rem] text-primary underline underline-offset-4"
        >
          Open this version
        </Link>
      </div>
    </Disclosure>
  )
}
