import type { PolicyRules } from '@/lib/policies/policy-rules'
import { ruleWords } from '@/lib/policies/rule-words'

/** What a version asks of a decision and allows. */
export function RuleList({ rules }: { rules: PolicyRules }) {
  return (
    <dl className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-[auto_1fr]">
      {ruleWords(rules).map(({ name, says }) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="mb-1.5 [overflow-wrap:anywhere] sm:mb-0">{says}</dd>
        </div>
      ))}
    </dl>
  )
}
