import { TimeAgo } from '@/components/shell/time-ago'
import type { CaseRail, RailNote } from '@/lib/cases/read-rail'
import type { CaseActions } from './case-actions'
import { NotesForm } from './notes-form'
import { piecesOf } from './notes-mentions'
import { Panel } from './panel'
import { RemoveButton } from './remove-button'

interface NotesPanelProps {
  rail: Pick<CaseRail, 'caseId' | 'notes' | 'colleagues' | 'names' | 'unreadMentions' | 'may'>
  memberId: string
  zeroRetention: boolean
  now: Date
  actions: Pick<CaseActions, 'note' | 'removeNote'>
}

/** What colleagues say to each other on a case, oldest first, and a field to say something. */
export function NotesPanel({ rail, memberId, zeroRetention, now, actions }: NotesPanelProps) {
  const { caseId, notes, colleagues, names, unreadMentions, may } = rail
  if (notes.length === 0 && !may.note) return null
  return (
    <Panel
      id="notes"
      title="Notes"
      aside={unreadMentions > 0 && <span className="text-sm font-medium text-primary">You are mentioned</span>}
    >
      <div className="grid gap-4">
        {notes.length > 0 && (
          <ol className="grid gap-3">
            {notes.map((note) => (
              <li key={note.id} className="flex items-start gap-2 text-sm">
                <Note note={note} names={names} memberId={memberId} now={now} />
                {note.mayRemove && (
                  <RemoveButton
                    name={`Remove the note by ${note.writtenByName ?? 'a former member'}`}
                    means="Its words are deleted, for everybody. That there was a note, and whose, stays."
                    done="The note was removed."
                    action={actions.removeNote}
                    input={{ noteId: note.id }}
                  />
                )}
              </li>
            ))}
          </ol>
        )}
        {may.note && (
          <NotesForm
            key={caseId}
            caseId={caseId}
            colleagues={colleagues.filter((one) => one.memberId !== memberId)}
            zeroRetention={zeroRetention}
            write={actions.note}
          />
        )}
      </div>
    </Panel>
  )
}

interface NoteProps extends Pick<CaseRail, 'names'> {
  note: RailNote
  memberId: string
  now: Date
}

function Note({ note: { body, mentions, writtenByName, createdAt, removedAt }, names, memberId, now }: NoteProps) {
  const named = mentions.flatMap((id) => (names[id] ? [{ memberId: id, name: names[id] }] : []))
  return (
    <div className="grid min-w-0 flex-1 gap-0.5">
      <p className="text-muted-foreground">
        <span className="font-medium text-foreground">{writtenByName ?? 'A former member'}</span>,{' '}
        <TimeAgo at={createdAt} now={now} />
      </p>
      {body === null ? (
        <p className="text-muted-foreground italic">
          {removedAt ? 'Removed.' : 'Its words were deleted with the media.'}
        </p>
      ) : (
        <p className="whitespace-pre-line [overflow-wrap:anywhere]">
          {piecesOf(body, named).map((piece, index) =>
            piece.memberId ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the words of a note never change
              <strong key={index} className="font-medium text-primary">
                {piece.text}
                {piece.memberId === memberId && <span className="sr-only"> (you)</span>}
              </strong>
            ) : (
              piece.text
            ),
          )}
        </p>
      )}
    </div>
  )
}
