// What a backup is: a gzip file of lines. A header, then each table: its name and columns, its rows as COPY writes
// them, `\.`; at the end the number of tables, so that a file that was cut off is known as such.
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

/** The file or the database does not allow what was asked. The message is for the operator. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault'
}

/** COPY's own mark: a row never looks like it, because COPY doubles backslashes. */
export const END_OF_TABLE = '\\.'

export const headerLine = z.object({
  kind: z.literal('duban backup'),
  form: z.literal(1),
  /** Epoch milliseconds: everything saved until then is in the file, and nothing later. */
  takenAt: z.int(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })).min(1),
})
export type Header = z.infer<typeof headerLine>

export const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) })

export const lastLine = z.object({ tables: z.int() })
export type Line = Header | z.infer<typeof tableLine> | z.infer<typeof lastLine>

export function written(line: Line): string {
  return `${JSON.stringify(line)}\n`
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** `"message" ("id", "kind")` – what COPY is told. */
export function copyTarget(table: string, columns: readonly string[]): string {
  return `${quoted(table)} (${columns.map(quoted).join(', ')})`
}

export type Lines = AsyncGenerator<Buffer, void, void>

/** Split at line feeds alone: other line ends may stand in what people wrote. */
export async function* linesOf(file: string): Lines {
  const source = createReadStream(file)
  source.on('error', (error) => gunzip.destroy(error))
  const gunzip = source.pipe(createGunzip())
  let pieces: Buffer[] = []
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...pieces, chunk.subarray(from, end)])
      pieces = []
      from = end + 1
    }
    if (from < chunk.length) pieces.push(chunk.subarray(from))
  }
}

/** @throws BackupFault at the end of the file, and when it cannot be read. */
export async function nextLine(lines: Lines): Promise<Buffer> {
  const next = await lines.next().catch((cause: unknown) => {
    throw new BackupFault('the backup cannot be read, or is not whole', { cause })
  })
  if (next.done) throw notWhole()
  return next.value
}

/** The next line as JSON of this shape. @throws BackupFault */
export async function read<T>(lines: Lines, schema: z.ZodType<T>): Promise<T> {
  const line = (await nextLine(lines)).toString('utf8')
  try {
    return schema.parse(JSON.parse(line))
  } catch (cause) {
    throw new BackupFault('this is not a backup, or one of a later version', { cause })
  }
}

export function notWhole(): BackupFault {
  return new BackupFault('the backup is not whole')
}
