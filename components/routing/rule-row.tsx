'use client'

import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'
import type { WhatIf } from '@/lib/queues/what-if'
import { conditionLine, type Named } from './condition-words'
import { effectWords } from './effect-words'
import type { RuleDraft } from './rule-draft'

interface RuleRowProps {
  rule: RuleDraft
  /** From 1. */
  place: number
  queues: Named[]
  policies: Named[]
  /** Undefined: not worked out yet; null: the rule is off. */
  effect: WhatIf['rules'][number] | undefined
  onChange(part: Partial<RuleDraft>): void
  onEdit(): void
  onRemove(): void
}

/** A rule in words, what it would do, and what can be done with it. */
export function RuleRow({ rule, place, queues, policies, effect, onChange, onEdit, onRemove }: RuleRowProps) {
  const queue = queues.find(({ id }) => id === rule.queueId)?.name
  return (
    <div className="grid gap-2">
      <p className="text-sm text-pretty break-words">
        <span className="sr-only">Rule {place}: </span>
        {conditionLine(rule.conditions, policies)} <span className="text-muted-foreground">goes to</span>{' '}
        <span className="font-semibold">{queue ?? 'a queue that is not in use any more'}</span>
        {rule.id === undefined ? (
          <>
            {' '}
            <Badge variant="info">new</Badge>
          </>
        ) : null}
      </p>
      {effect ? <p className="text-[0.8125rem] text-muted-foreground">{effectWords(effect)}</p> : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="flex items-center gap-2">
          <Switch
            id={`on-${rule.key}`}
            checked={rule.enabled}
            onCheckedChange={(enabled) => onChange({ enabled })}
            aria-label={`Rule ${place} is on`}
          />
          <Label htmlFor={`on-${rule.key}`} aria-hidden className="min-h-6 font-normal">
            {rule.enabled ? 'On' : 'Off'}
          </Label>
        </span>
        <Button type="button" variant="ghost" size="sm" onClick={onEdit} aria-label={`Change rule ${place}`}>
          Change
        </Button>
        <Button type="button" variant="ghost" size="sm" onClick={onRemove} aria-label={`Remove rule ${place}`}>
          Remove
        </Button>
      </div>
    </div>
  )
}
