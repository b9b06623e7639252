import {
  CircleDot,
  CircleHelp,
  CloudDownload,
  Cpu,
  Eraser,
  Files,
  FileText,
  FolderOpen,
  Gavel,
  Hand,
  KeyRound,
  type LucideIcon,
  MessageSquare,
  RotateCw,
  ScanSearch,
  Send,
  Trash2,
  TriangleAlert,
  Undo2,
  Upload,
  Waypoints,
} from 'lucide-react'
import type { AuditEventType } from '@/lib/audit/events'

const icons: Partial<Record<AuditEventType, LucideIcon>> = {
  'case.opened': FolderOpen,
  'case.media_fetched': CloudDownload,
  'case.claimed': Hand,
  'case.released': Hand,
  'case.decided': Gavel,
  'case.decision_undone': Undo2,
  'detection.started': Cpu,
  'detection.completed': ScanSearch,
  'detection.failed': TriangleAlert,
  'detection.retried': RotateCw,
  'case.withdrawn': Trash2,
  'case.purged': Eraser,
  'case.purge_failed': TriangleAlert,
  'batch.opened': Files,
  'upload.received': Upload,
  'intelligence.requested': FileText,
  'intelligence.completed': FileText,
  'intelligence.failed': TriangleAlert,
  'source.traced': Waypoints,
  'question.asked': CircleHelp,
  'question.answered': CircleHelp,
  'question.failed': TriangleAlert,
  'feedback.given': MessageSquare,
  'feedback.withdrawn': Undo2,
  'callback.delivered': Send,
  'callback.failed': TriangleAlert,
  'callback.redriven': RotateCw,
  'callback_secret.rotated': KeyRound,
}

/** A small picture of an event; the words beside it say what it was. */
export function EventIcon({ type }: { type: AuditEventType }) {
  const Icon = icons[type] ?? CircleDot
  return <Icon aria-hidden className="size-3.5" />
}
