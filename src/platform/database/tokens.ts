export const CONNECTIONS = Symbol('connections');
export const MIGRATIONS = Symbol('migrations');
