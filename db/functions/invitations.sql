-- Invitations: made and revoked by who may add people, used by whoever holds the link.

-- So many links of one conversation are in force at once.
create or replace function most_invitations() returns integer language sql immutable as $$ select 50 $$;

create or replace function is_in_force(i invitations) returns boolean language sql volatile as $$
  select i.revoked_at is null and i.expires_at > clock_timestamp() and (i.max_uses is null or i.uses < i.max_uses)
$$;

create or replace function invitation_json(i invitations) returns jsonb language sql stable as $$
  select jsonb_build_object('id', i.id, 'conversation_id', i.conversation_id, 'created_by', i.created_by,
    'created_at', iso(i.created_at), 'expires_at', iso(i.expires_at), 'max_uses', i.max_uses, 'uses', i.uses)
$$;

-- The invitation behind a hash, if it is anything to this person: it is in force, not from before they were removed, and they
-- are not barred; or they are in the conversation already.
create or replace function invitation_for(p_hash bytea, p_user uuid) returns setof invitations
language sql volatile as $$
  select i.* from invitations i
  left join members m on m.conversation_id = i.conversation_id and m.user_id = p_user
  where i.token_hash = p_hash and (
    (m.user_id is not null and m.left_seq is null)
    or (is_in_force(i) and (m.removed_by is null or m.left_seq <= i.made_seq)
      and may_enter(i.conversation_id, p_user) is null))
$$;

-- Errors: those of may_invite; TT409 when there are too many.
create or replace function create_invitation(
  p_actor uuid, p_conversation uuid, p_id uuid, p_hash bytea, p_hours integer, p_max_uses integer
) returns jsonb language plpgsql as $$
declare
  at timestamptz(3);
  i invitations;
begin
  perform lock_conversation(p_conversation);
  perform refuse(may_invite(p_conversation, p_actor));
  if (select count(*) from invitations o where conversation_id = p_conversation and is_in_force(o)) >= most_invitations() then
    perform refuse(format('409 %s links of this conversation are in force already: revoke one first.', most_invitations()));
  end if;
  at := clock_timestamp();
  insert into invitations (id, conversation_id, token_hash, created_by, created_at, made_seq, expires_at, max_uses)
  select p_id, p_conversation, p_hash, p_actor, at, seq, at + make_interval(hours => p_hours), p_max_uses
  from conversations where id = p_conversation returning * into i;
  return invitation_json(i);
end
$$;

-- Errors: those of may_invite; TT404 for one that is not this conversation's. What is over already stays so.
create or replace function revoke_invitation(p_actor uuid, p_conversation uuid, p_id uuid)
returns void language plpgsql as $$
begin
  perform lock_conversation(p_conversation);
  perform refuse(may_invite(p_conversation, p_actor));
  update invitations set revoked_at = coalesce(revoked_at, clock_timestamp())
  where id = p_id and conversation_id = p_conversation;
  if not found then
    perform refuse('404');
  end if;
end
$$;

-- Who may no longer add people has no links any more, and gets none of them back with the role. Under the lock.
create or replace function end_invitations_of(p_conversation uuid, p_user uuid) returns void language sql as $$
  update invitations set revoked_at = clock_timestamp()
  where conversation_id = p_conversation and created_by = p_user and revoked_at is null
$$;

-- Joins by an invitation. It is looked up once more under the conversation's lock, so the last use is one person's. Who is in
-- it already stays as they are. Returns the conversation's id. Errors: TT404 for whatever does not hold.
create or replace function join_by_invitation(p_user uuid, p_hash bytea, p_origin text) returns uuid language plpgsql as $$
declare
  i invitations;
begin
  perform lock_conversation(conversation_id) from invitations where token_hash = p_hash;
  select * into i from invitation_for(p_hash, p_user);
  if not found then
    perform refuse('404');
  end if;
  if role_of(i.conversation_id, p_user) is null then
    update invitations set uses = uses + 1 where id = i.id;
    perform add_member(i.conversation_id, p_user, p_origin);
    perform tell(i.conversation_id, p_user,
      jsonb_build_object('event', 'member-joined', 'user_id', p_user, 'invited_by', i.created_by), p_origin);
  end if;
  return i.conversation_id;
end
$$;
