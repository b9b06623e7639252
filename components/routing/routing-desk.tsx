'use client'

import { Plus } from 'lucide-react'
import { useRef, useState, useTransition } from 'react'
import { toast } from 'sonner'
import { OrderList } from '@/components/settings/order-list'
import { turnedBack } from '@/components/shell/prove-then'
import { Refusal } from '@/components/shell/refusal'
import { useStepUp } from '@/components/shell/step-up-context'
import { useUnsaved } from '@/components/shell/unsaved'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/http/server-action'
import type { ListedRule } from '@/lib/queues/list-rules'
import type { RoutingConditions } from '@/lib/queues/routing-rules'
import type { Named } from './condition-words'
import { type OpenRule, RuleDialog } from './rule-dialog'
import { newKey, type RuleDraft } from './rule-draft'
import { RuleRow } from './rule-row'
import { useRules } from './use-rules'
import { type AskWhatIf, useWhatIf } from './use-what-if'
import { WhatIfPanel } from './what-if-panel'

export type SaveRouting = (input: {
  rules: Omit<RuleDraft, 'key'>[]
  seen: string[]
}) => Promise<ActionResult<{ ruleIds: string[] }>>

interface RoutingDeskProps {
  rules: ListedRule[]
  queues: Named[]
  /** Takes what no rule does. */
  defaultName: string
  policies: Named[]
  /** A rule that another page began; its queue is still to be chosen. */
  begun: RoutingConditions | null
  save: SaveRouting
  whatIf: AskWhatIf
}

/** The routing rules, worked on together and saved together, with what they would do beside. */
export function RoutingDesk({ rules: inForce, queues, defaultName, policies, begun, save, whatIf }: RoutingDeskProps) {
  const { rules, setRules, changed, overtaken, seen, reload, kept } = useRules(inForce)
  const [days, setDays] = useState(30)
  const answered = useWhatIf(whatIf, rules, days)
  const [open, setOpen] = useState<(OpenRule & { key: string | null }) | null>(
    begun ? { queueId: '', conditions: begun, isNew: true, key: null } : null,
  )
  const [message, setMessage] = useState<string | null>(null)
  const provedThen = useStepUp()
  const [pending, start] = useTransition()
  const list = useRef<HTMLElement>(null)
  useUnsaved(changed)

  const change = (key: string, part: Partial<RuleDraft>) =>
    setRules(rules.map((rule) => (rule.key === key ? { ...rule, ...part } : rule)))
  const done = (made: { queueId: string; conditions: RoutingConditions }) => {
    if (open?.key) change(open.key, made)
    else setRules([...rules, { ...made, key: newKey(rules), enabled: true }])
    setOpen(null)
  }
  const submit = () => {
    if (!changed || pending || overtaken) return
    start(async () => {
      const plain = rules.map(({ key, ...rule }) => rule)
      const result = await provedThen(() => save({ rules: plain, seen })).catch(() => null)
      if (turnedBack(result)) return
      setMessage(
        result?.ok ? null : (result?.message ?? 'Docket could not be reached. Nothing was changed; try again.'),
      )
      if (!result?.ok) return
      kept(result.data.ruleIds)
      toast.success('The rules are in force. What waits is being put where it belongs.')
    })
  }
  const effectOf = (key: string) => {
    const at = answered.answer?.keys.indexOf(key) ?? -1
    return at < 0 ? undefined : answered.answer?.effects.rules[at]
  }
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <section ref={list} tabIndex={-1} aria-label="Rules" className="grid content-start gap-3 outline-none">
        <OrderList
          label="Rules, in the order they are tried"
          items={rules}
          keyOf={({ key }) => key}
          nameOf={(_rule, at) => `rule ${at + 1}`}
          onMove={setRules}
        >
          {(rule, at) => (
            <RuleRow
              rule={rule}
              place={at + 1}
              queues={queues}
              policies={policies}
              effect={effectOf(rule.key)}
              onChange={(part) => change(rule.key, part)}
              onEdit={() => setOpen({ ...rule, isNew: false })}
              onRemove={() => {
                setRules(rules.filter(({ key }) => key !== rule.key))
                list.current?.focus()
              }}
            />
          )}
        </OrderList>
        <p className="rounded-lg border border-dashed px-3 py-2.5 text-sm text-muted-foreground">
          {rules.length > 0 ? 'Whatever fits no rule goes to' : 'There is no rule yet, so every case goes to'}{' '}
          <span className="font-semibold text-foreground">{defaultName}</span>.
        </p>
        <div>
          <Button
            type="button"
            variant="outline"
            onClick={() => setOpen({ queueId: '', conditions: {}, isNew: true, key: null })}
          >
            <Plus aria-hidden />
            Add a rule
          </Button>
        </div>
        <Refusal
          message={
            overtaken
              ? 'Somebody else has saved other rules meanwhile. Take theirs, then make your changes again.'
              : message
          }
        />
        <div className="flex flex-wrap items-center gap-2 border-t pt-4">
          <Button type="button" onClick={submit} aria-disabled={!changed || pending || overtaken}>
            {pending ? 'Saving…' : 'Save the rules'}
          </Button>
          {changed ? (
            <Button
              type="button"
              variant="outline"
              onClick={() => {
                reload()
                setMessage(null)
                list.current?.focus()
              }}
              disabled={pending}
            >
              {overtaken ? 'Take theirs' : 'Discard the changes'}
            </Button>
          ) : null}
          <p role="status" className="text-[0.8125rem] text-muted-foreground">
            {changed ? 'Changed, and not in force yet.' : 'These rules are in force.'}
          </p>
        </div>
      </section>
      <WhatIfPanel {...answered} queues={queues} days={days} onDays={setDays} />
      <RuleDialog rule={open} queues={queues} policies={policies} onClose={() => setOpen(null)} onDone={done} />
    </div>
  )
}
