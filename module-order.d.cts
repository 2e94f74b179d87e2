declare const order: string[];
export = order;
