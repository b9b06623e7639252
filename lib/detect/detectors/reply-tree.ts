import type { Label } from '@/lib/engine/analysis'
import { EvidenceNode } from '../item-metrics'
import {
  isAbsent,
  isRecord,
  itemsOf,
  labelOf,
  member,
  type Part,
  percentOf,
  secondsOf,
  shareOf,
  textOf,
} from './reply-values'

/** A node of a result's tree, whatever its type is called. */
export interface RemoteNode {
  type: string
  label: Label | null
  score: number | null
  /** 0-1. */
  certainty: number | null
  /** Seconds. */
  timestamp: number | null
  /** Another Docket's piece of evidence, where it is one. */
  evidence: EvidenceNode | null
  children: RemoteNode[]
}

/** A tree that is larger is cut, and that is a surprise. */
export const mostNodes = 20_000
export const deepest = 8

/** The nodes at a place with all below them. */
export function treeOf(part: Part): RemoteNode[] {
  return nodesIn(part, { left: mostNodes }, 1)
}

function nodesIn(part: Part, budget: { left: number }, depth: number): RemoteNode[] {
  if (isAbsent(part.value)) return []
  if (depth > deepest) {
    part.surprises.add(part.place)
    return []
  }
  const nodes: RemoteNode[] = []
  for (const item of itemsOf(part, mostNodes)) {
    if (budget.left <= 0) {
      part.surprises.add(part.place)
      break
    }
    budget.left--
    if (isRecord(item.value)) nodes.push(nodeOf(item, budget, depth))
    else item.surprises.add(item.place)
  }
  return nodes
}

function nodeOf(part: Part, budget: { left: number }, depth: number): RemoteNode {
  const percent = percentOf(member(part, 'certainty (%)'), true)
  const evidence = EvidenceNode.safeParse(part.value)
  if (evidence.success) return bare(evidence.data)
  const conclusion = member(part, 'conclusion')
  return {
    type: textOf(member(part, 'type'), 60) ?? '',
    label: labelOf(isAbsent(conclusion.value) ? member(part, 'label') : conclusion),
    score: shareOf(member(part, 'score')),
    certainty: percentOf(member(part, 'certainty')) ?? percent,
    timestamp: secondsOf(member(part, 'timestamp')),
    evidence: null,
    children: nodesIn(member(part, 'children'), budget, depth + 1),
  }
}

function bare(evidence: EvidenceNode): RemoteNode {
  return { type: 'Evidence', label: null, score: null, certainty: null, timestamp: null, evidence, children: [] }
}
