// What stops a start and is the operator's to mend: one line that names the variable, no stack.

export class StartFault extends Error {
  override readonly name = 'StartFault'
}
