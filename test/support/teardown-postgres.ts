export default async function (): Promise<void> {
  await globalThis.cadenciaPostgres?.stop();
}
