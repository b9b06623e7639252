import { eventNames } from '@/lib/audit/event-names'
import type { AuditEventType, Finding, SkipReason } from '@/lib/audit/events'
import { findingNames } from '@/lib/cases/case-states'
import { skipReasonNames } from '@/lib/cases/skip-reasons'
import { insightCharts, isInsightChart } from '@/lib/insights/insight-charts'
import { webhookEventNames } from '@/lib/webhooks/webhook-events'
import type { EventSentence } from './event-sentence'

type Facts = Record<string, unknown>

/** Events of working the queue together, and of how that is set up. */
export type DeskEvent = Extract<
  AuditEventType,
  | `case.${'claim_lapsed' | 'skipped' | 'queued' | 'analysis_waived' | 'closed' | 'escalated' | 'returned' | 'noted' | 'note_removed' | 'judged_first'}`
  | `${'exhibit' | 'review' | 'policy' | 'queue' | 'routing' | 'desk' | 'preferences' | 'webhook' | 'insights'}.${string}`
  | 'source.judged'
  | 'media.unblurred'
>

/** What happened, in words, as `eventSentence` has it. */
export function deskSentence(type: DeskEvent, facts: Facts): EventSentence {
  const plain: EventSentence = { title: eventNames[type] ?? type, detail: null, quote: null }
  switch (type) {
    case 'case.claim_lapsed':
      return { ...plain, detail: 'Whoever had it showed no sign of life, so it could be taken by others again.' }
    case 'case.skipped':
      return { ...plain, detail: isSkipReason(facts.reason) ? `“${skipReasonNames[facts.reason]}.”` : null }
    case 'case.queued':
      return { ...plain, detail: routedWords(facts), quote: text(facts.reason) }
    case 'case.analysis_waived':
      return { ...plain, detail: 'Its analysis failed; somebody looks at the media and decides without a verdict.' }
    case 'case.closed':
      return { ...plain, detail: wordOf(closings, facts.because) }
    case 'case.escalated':
      return { ...plain, detail: 'Only a manager or an admin can go on with it.', quote: text(facts.reason) }
    case 'case.returned':
      return { ...plain, quote: text(facts.reason) }
    case 'case.noted':
      return { ...plain, detail: mentionWords(facts.mentions) }
    case 'case.note_removed':
      return { ...plain, detail: 'Its words are gone; that there was one stays.' }
    case 'case.judged_first': {
      const name = findingName(facts.finding)
      return {
        ...plain,
        title: name ? `${plain.title}: ${name}` : plain.title,
        detail: 'Given before the score was shown.',
      }
    }
    case 'exhibit.pinned':
    case 'exhibit.removed': {
      const label = text(facts.label)
      return { ...plain, title: label ? plain.title.replace('Exhibit', `Exhibit ${label}`) : plain.title }
    }
    case 'source.judged':
      return facts.judgement === null
        ? { ...plain, title: 'Source open again' }
        : { ...plain, detail: wordOf(judgements, facts.judgement) }
    case 'review.asked':
      return {
        title: facts.kind === 'appeal' ? 'Appeal opened' : plain.title,
        detail: wordOf(reviewKinds, facts.kind),
        quote: text(facts.reason),
      }
    case 'review.answered':
      return { ...plain, detail: wordOf(outcomes, facts.outcome) }
    case 'policy.published':
      return { ...plain, detail: publishedWords(facts) }
    case 'queue.changed':
      return queueSentence(plain, facts)
    case 'routing.changed':
      return { ...plain, detail: ruleCountWords(facts) }
    case 'preferences.changed':
      return { ...plain, detail: choiceWords(facts.changed) ?? settingWords(facts) }
    case 'desk.changed':
      return { ...plain, detail: settingWords(facts) }
    case 'webhook.created':
      return { ...plain, detail: text(facts.host) && `It goes to ${facts.host}.` }
    case 'webhook.changed':
      return { ...plain, detail: webhookWords(facts) }
    case 'webhook.delivered':
    case 'webhook.failed':
      return { ...plain, detail: toldWords(facts) }
    case 'insights.exported':
      return { ...plain, detail: chartWords(text(facts.chart)) }
    case 'queue.ordered':
    case 'review.withdrawn':
    case 'media.unblurred':
    case 'policy.archived':
    case 'webhook.removed':
    case 'webhook.redriven':
    case 'webhook.tested':
      return plain
    default:
      // An entry of a kind that a later version wrote is still shown, by its own name.
      return { ...plain, title: type satisfies never }
  }
}

/** What of a decision goes beyond its finding and its reason; null where nothing was said. */
export function decisionWords({ kind, tracks, action, exhibits, confidence, policyVersion }: Facts): string | null {
  const found = typeof tracks === 'object' && tracks !== null ? (tracks as Facts) : {}
  const [picture, sound] = [findingName(found.picture), findingName(found.sound)]
  const said = [
    kind === 'second' ? 'As a second look.' : kind === 'appeal' ? 'On appeal.' : null,
    picture && `Picture: ${picture}.`,
    sound && `Sound: ${sound}.`,
    text(action) && `Action: ${action}.`,
    exhibitWords(exhibits),
    wordOf({ low: 'Not sure of it.', medium: 'Fairly sure of it.', high: 'Sure of it.' }, confidence),
    typeof policyVersion === 'number' ? `By version ${policyVersion} of the policy.` : null,
  ].filter(Boolean)
  return said.length > 0 ? said.join(' ') : null
}

/** How each setting of the desk is called. */
export const deskSettingNames = {
  blur: 'Media blurred, grey and muted until somebody looks',
  grey: 'Pictures and videos without colour',
  mute: 'Sound off at first',
  judgeFirst: 'Finding asked for before the score is shown',
  dailyBudget: 'Minutes with media a day',
  breakAfter: 'Minutes until a break is proposed',
  claimSeconds: 'Seconds a claim lasts without a sign of life',
  graceSeconds: 'Seconds in which a decision can be taken back',
  policyId: 'Policy for whatever has none of its own',
  keys: 'Own keys',
  ownQueues: 'Own queues',
} as const satisfies Record<string, string>

const judgements: Record<string, string> = {
  same: 'It is the same media.',
  derived: 'It is made from the same media.',
  unrelated: 'It has nothing to do with this media.',
  original: 'It is the original of this media.',
}

const closings: Record<string, string> = {
  failed: 'It could not be analysed.',
  erased: 'It was erased, so nothing could be written on it any more.',
}

const reviewKinds: Record<string, string> = {
  second_review: 'Somebody else has to look before the decision counts.',
  appeal: 'The decision stands until somebody else has decided again.',
}

const outcomes: Record<string, string> = {
  upheld: 'It came to the same decision.',
  overruled: 'It came to another decision, which stands instead.',
}

function routedWords({ queueId, ruleId }: Facts): string | null {
  if (!text(queueId)) return null
  return text(ruleId) ? 'By a routing rule.' : 'By hand, or because no routing rule fits it.'
}

function mentionWords(mentions: unknown): string | null {
  if (!Array.isArray(mentions) || mentions.length === 0) return null
  return mentions.length === 1 ? 'It mentions one colleague.' : `It mentions ${mentions.length} colleagues.`
}

function exhibitWords(labels: unknown): string | null {
  if (!Array.isArray(labels) || labels.length === 0) return null
  return `It rests on exhibit${labels.length === 1 ? '' : 's'} ${labels.join(', ')}.`
}

function publishedWords({ version, before, changed }: Facts): string | null {
  if (typeof version !== 'number') return null
  const was = factsOf(before)
  const parts = Array.isArray(changed) ? changed.map((part) => wordOf(policyParts, part)).filter(Boolean) : []
  if (!was || parts.length === 0) return `Version ${version}.`
  const other =
    parts.length === 1 ? `${parts[0]} differs` : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)} differ`
  return `Version ${version}; from version ${was.version} ${other}.`
}

const policyParts: Record<string, string> = { name: 'the name', words: 'the wording', rules: 'the set of rules' }

function queueSentence(plain: EventSentence, facts: Facts): EventSentence {
  const [was, is] = [factsOf(facts.before), factsOf(facts.after)]
  const [before, after] = [text(was?.name), text(is?.name)]
  if (!was && is) return { ...plain, title: 'Queue added', detail: after && `“${after}”.` }
  if (was && !is) return { ...plain, title: 'Queue archived', detail: before && `“${before}”.` }
  const named = before && after && before !== after ? `“${before}” is now “${after}”.` : after && `“${after}”.`
  const chosen =
    is?.isDefault === true
      ? 'Whatever no rule sends elsewhere goes there now.'
      : was?.isDefault === true
        ? 'Whatever no rule sends elsewhere goes to another now.'
        : null
  return { ...plain, detail: [named, chosen].filter(Boolean).join(' ') || null }
}

function ruleCountWords({ before, after }: Facts): string | null {
  if (!Array.isArray(before) || !Array.isArray(after)) return null
  const now = after.length === 0 ? 'No rules now' : after.length === 1 ? 'One rule now' : `${after.length} rules now`
  return before.length === after.length ? `${now}.` : `${now}, ${before.length} before.`
}

function settingWords({ before, after }: Facts): string | null {
  const [was, is] = [factsOf(before), factsOf(after)]
  if (!was || !is) return null
  const names: [string, string][] = Object.entries(deskSettingNames)
  const changed = names.filter(([key]) => JSON.stringify(was[key] ?? null) !== JSON.stringify(is[key] ?? null))
  return changed.length > 0 ? `${changed.map(([, name]) => name).join('; ')}.` : null
}

function choiceWords(changed: unknown): string | null {
  if (!Array.isArray(changed)) return null
  const names: Record<string, string> = deskSettingNames
  return `${changed.map((name) => names[String(name)] ?? String(name)).join('; ')}.`
}

function webhookWords({ after, addressReplaced, secretReplaced, ...earlier }: Facts): string | null {
  // Entries from before both sides were told hold the one at their top.
  const { paused } = (after ?? earlier) as Facts
  const state = paused === true ? 'It is paused.' : paused === false ? 'It is sent.' : null
  const address = addressReplaced === true ? 'Its address was replaced.' : null
  return [state, address, secretReplaced === true ? 'Its secret was replaced.' : null].filter(Boolean).join(' ') || null
}

/** Of what a webhook was told, and how that went. */
function toldWords({ told, status, reason, attempts }: Facts): string | null {
  const of = wordOf(
    Object.fromEntries(Object.entries(webhookEventNames).map(([event, { name }]) => [event, name])),
    told,
  )
  const went = text(reason) ?? (typeof status === 'number' ? `It answered ${status}.` : null)
  const tries = typeof attempts === 'number' && attempts > 1 ? `After ${attempts} attempts.` : null
  return [of && `${of}.`, went, tries].filter(Boolean).join(' ') || null
}

function isSkipReason(reason: unknown): reason is SkipReason {
  return typeof reason === 'string' && Object.hasOwn(skipReasonNames, reason)
}

function findingName(finding: unknown): string | null {
  return typeof finding === 'string' && Object.hasOwn(findingNames, finding)
    ? findingNames[finding as Finding].name
    : null
}

function factsOf(value: unknown): Facts | null {
  return typeof value === 'object' && value !== null ? (value as Facts) : null
}

function wordOf(words: Record<string, string>, key: unknown): string | null {
  return typeof key === 'string' && Object.hasOwn(words, key) ? (words[key] ?? null) : null
}

function chartWords(chart: string | null): string | null {
  if (chart === null) return null
  return `The chart “${isInsightChart(chart) ? insightCharts[chart].name : chart}”.`
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
