import { longText, shortText } from './columns';
import { Col, StoredIn } from './record';

/** A word that the product keeps for itself between starts. */
@StoredIn('setting')
export class SettingEntity {
  @Col(shortText(60, { primary: true })) key!: string;
  @Col(longText()) value!: string;
}
