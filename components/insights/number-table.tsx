import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'

interface NumberTableProps {
  label: string
  columns: readonly string[]
  /** Each with its name first, which heads the row. */
  rows: readonly { key: string; cells: readonly [string, ...(string | number)[]] }[]
}

/** The numbers behind a chart. */
export function NumberTable({ label, columns, rows }: NumberTableProps) {
  return (
    <Table label={`${label}, as a table`}>
      <TableHeader>
        <TableRow>
          {columns.map((column, place) => (
            <TableHead key={column} className={place > 0 ? 'text-right' : ''}>
              {column}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ key, cells: [name, ...values] }) => (
          <TableRow key={key}>
            <th scope="row" className="min-w-36 px-3 py-1.5 text-left font-normal">
              {name}
            </th>
            {values.map((value, place) => (
              <TableCell key={columns[place + 1]} className="py-1.5 text-right whitespace-nowrap tabular-nums">
                {typeof value === 'number' ? value.toLocaleString('en') : value}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
