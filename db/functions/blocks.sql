-- Who wants nothing from whom. A block holds in one direction and is told to nobody but who made it.

-- Whether either of two people blocks the other: then neither is told that the other writes, or is there.
create or replace function is_blocked_between(p_one uuid, p_other uuid) returns boolean language sql stable as $$
  select exists (select from blocks
    where (blocker_id = p_one and blocked_id = p_other) or (blocker_id = p_other and blocked_id = p_one))
$$;

-- What stands between two people so that the first writes to the second no more; null where nothing does.
create or replace function may_address(p_actor uuid, p_other uuid) returns text language sql stable as $$
  select case
    when exists (select from blocks where blocker_id = p_actor and blocked_id = p_other)
      then '403 You have blocked this person: unblock them to write to them.'
    when exists (select from blocks where blocker_id = p_other and blocked_id = p_actor)
      then '403 You cannot write to this person.'
  end
$$;

-- A member, and in a dm nothing between the two.
create or replace function may_write(p_conversation uuid, p_actor uuid) returns text language sql stable as $$
  select coalesce(may_take_part(p_conversation, p_actor), (
    select may_address(p_actor, other) from conversations c, unnest(c.preview_member_ids) as other
    where c.id = p_conversation and c.type = 'dm' and other <> p_actor))
$$;

-- Who blocks somebody is brought into no group by them. Who is in it already stays.
create or replace function may_bring(p_actor uuid, p_users uuid[], p_conversation uuid default null)
returns text language sql stable as $$
  select case when exists (select from blocks
      where blocked_id = p_actor and blocker_id = any(p_users)
        and (p_conversation is null or role_of(p_conversation, blocker_id) is null))
    then '403 Somebody whom you named cannot be added by you.' end
$$;

-- Until the end of the transaction nothing else comes to stand between two people, or to bring them together.
create or replace function lock_pair(p_one uuid, p_other uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended(least(p_one, p_other)::text || greatest(p_one, p_other)::text, 7468726))
$$;

-- Blocks somebody, or no longer. What is so already keeps its time and makes no event. What is being written to their dms
-- meanwhile is said before, or not at all. Errors: TT409 for one too many. Returns since when it holds, or null.
create or replace function set_block(p_blocker uuid, p_blocked uuid, p_holds boolean, p_most integer, p_origin text)
returns text language plpgsql as $$
declare
  since timestamptz(3) := clock_timestamp();
begin
  perform lock_pair(p_blocker, p_blocked);
  if p_holds then
    perform lock_conversation(c.id) from (
      select c.id from conversations c
      join members mine on mine.conversation_id = c.id and mine.user_id = p_blocker
      join members theirs on theirs.conversation_id = c.id and theirs.user_id = p_blocked
      where c.type = 'dm' order by c.id) as c;
    if (select count(*) from blocks where blocker_id = p_blocker and blocked_id <> p_blocked) >= p_most then
      perform refuse(format('409 You have blocked %s people, which is the most: unblock somebody first.', p_most));
    end if;
    insert into blocks (blocker_id, blocked_id, created_at) values (p_blocker, p_blocked, since) on conflict do nothing;
  else
    delete from blocks where blocker_id = p_blocker and blocked_id = p_blocked;
  end if;
  if found then
    perform append_event('block-updated', 'own', null, null, p_blocker, p_blocked,
      jsonb_build_object('blocked_at', case when p_holds then iso(since) end), p_origin,
      jsonb_build_object('users', users_json(array[p_blocked])));
  end if;
  return (select iso(created_at) from blocks where blocker_id = p_blocker and blocked_id = p_blocked);
end
$$;

-- Founds the dm of two people, unless something stands between them. Errors: those of may_address.
create or replace function open_dm(
  p_id uuid, p_report uuid, p_founder uuid, p_other uuid, p_dm_key text, p_origin text
) returns void language plpgsql as $$
begin
  perform lock_pair(p_founder, p_other);
  perform refuse(may_address(p_founder, p_other));
  perform create_conversation(p_id, 'dm', 'private', p_report, null, null, p_founder, array[p_founder, p_other], p_dm_key,
    p_origin);
end
$$;

-- Founds a group. Errors: those of may_bring.
create or replace function found_group(
  p_id uuid, p_visibility text, p_report uuid, p_name text, p_icon text, p_founder uuid, p_members uuid[], p_origin text
) returns void language plpgsql as $$
begin
  perform refuse(may_bring(p_founder, p_members));
  perform create_conversation(p_id, 'group', p_visibility, p_report, p_name, p_icon, p_founder, p_members, null, p_origin);
end
$$;
