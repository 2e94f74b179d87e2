import { CreatePlatform20261122000100 } from './20261122000100-create-platform';
import { CreatePeople20261122000200 } from './20261122000200-create-people';
import { CreateIdentity20261122000300 } from './20261122000300-create-identity';
import { CreateCurriculum20261122000400 } from './20261122000400-create-curriculum';
import { CreateProgramme20261122000500 } from './20261122000500-create-programme';
import { CreateLearning20261122000600 } from './20261122000600-create-learning';
import { CreateAccreditation20261122000700 } from './20261122000700-create-accreditation';
import { CreateLearner20261122001100 } from './20261122001100-create-learner';
import { CreateDiplomaLogo20261122001200 } from './20261122001200-create-diploma-logo';
import { CreateReasons20261122001300 } from './20261122001300-create-reasons';
import { CreateRosterUndo20261122002000 } from './20261122002000-create-roster-undo';
import { CreateSharedDevices20261122002100 } from './20261122002100-create-shared-devices';
import { CreateJoining20261122002200 } from './20261122002200-create-joining';
import { CreateNotices20261122002300 } from './20261122002300-create-notices';
import { IndexOpenAssignments20261122002310 } from './20261122002310-index-open-assignments';
import { CreateAssignmentEvents20261122002400 } from './20261122002400-create-assignment-events';
import { DiplomasMayBeReplaced20261125000100 } from './20261125000100-diplomas-may-be-replaced';
import { CreateSigning20261125000200 } from './20261125000200-create-signing';
import { CreateDiplomaDesign20261125000300 } from './20261125000300-create-diploma-design';
import { CreateBadges20261125000400 } from './20261125000400-create-badges';
import { CreateDownloads20261125000500 } from './20261125000500-create-downloads';
import { CreateLegal20261125000700 } from './20261125000700-create-legal';
import { KeepDiplomaSignatures20261125000800 } from './20261125000800-keep-diploma-signatures';
import { CreateDiplomaLinks20261125002000 } from './20261125002000-create-diploma-links';
import { EngagementsAreRecorded20261125003000 } from './20261125003000-engagements-are-recorded';
import { IndexWhatBecameOfDiplomas20261125004100 } from './20261125004100-index-what-became-of-diplomas';
import { RememberDiplomaFiles20261125005000 } from './20261125005000-remember-diploma-files';
import { WhatIsLearnedGoesByItsPlace20261126000100 } from './20261126000100-what-is-learned-goes-by-its-place';
import { KeepEarlierDues20261126001000 } from './20261126001000-keep-earlier-dues';
import { RememberReturnsTold20261126003100 } from './20261126003100-remember-returns-told';
import { CreateDecisionNotices20261126003200 } from './20261126003200-create-decision-notices';

/** Every change to the tables, in order. Never edited after a release; a new one goes last. */
export const migrations = [
  CreatePlatform20261122000100,
  CreatePeople20261122000200,
  CreateIdentity20261122000300,
  CreateCurriculum20261122000400,
  CreateProgramme20261122000500,
  CreateLearning20261122000600,
  CreateAccreditation20261122000700,
  CreateLearner20261122001100,
  CreateDiplomaLogo20261122001200,
  CreateReasons20261122001300,
  CreateRosterUndo20261122002000,
  CreateSharedDevices20261122002100,
  CreateJoining20261122002200,
  CreateNotices20261122002300,
  IndexOpenAssignments20261122002310,
  CreateAssignmentEvents20261122002400,
  DiplomasMayBeReplaced20261125000100,
  CreateSigning20261125000200,
  CreateDiplomaDesign20261125000300,
  CreateBadges20261125000400,
  CreateDownloads20261125000500,
  CreateLegal20261125000700,
  KeepDiplomaSignatures20261125000800,
  CreateDiplomaLinks20261125002000,
  EngagementsAreRecorded20261125003000,
  IndexWhatBecameOfDiplomas20261125004100,
  RememberDiplomaFiles20261125005000,
  WhatIsLearnedGoesByItsPlace20261126000100,
  KeepEarlierDues20261126001000,
  RememberReturnsTold20261126003100,
  CreateDecisionNotices20261126003200,
];
