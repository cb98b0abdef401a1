// ENV: INVOICE_TABLE=invoices
// ENV: LEDGER_TABLE=ledger
// ENV: STATE_MACHINE_ARN=arn:aws:states:eu-west-1:111122223333:stateMachine:billing
// ENV: BUS_NAME=billing-bus
// ENV: KEY_ARN=arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555
export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`missing ${name}`);
  return value;
}
export const Tables = {
  invoices: required('INVOICE_TABLE'),
  ledger: required('LEDGER_TABLE'),
} as const;
export type TableKey = keyof typeof Tables;
