-- What is not in a conversation: people and reports. Their own row is locked, the event comes last.

-- Takes over name and picture (null: as they are), unless they came with a newer token before.
create or replace function rename_user(
  p_user uuid, p_name text, p_picture text, p_search text, p_token_made timestamptz, p_origin text
) returns void language plpgsql as $$
declare
  u users;
  changed jsonb;
begin
  select * into u from users where id = p_user for no key update;
  if u.profile_at > p_token_made then
    return;
  end if;
  select jsonb_object_agg(key, value) into changed
  from jsonb_each(jsonb_strip_nulls(jsonb_build_object('name', p_name, 'avatar_url', p_picture)))
  where value is distinct from user_json(u) -> key;
  if changed is null then
    return;
  end if;
  update users set name = coalesce(p_name, name), avatar_url = coalesce(p_picture, avatar_url),
    search_name = case when p_name is null then search_name else p_search end, profile_at = p_token_made
  where id = p_user;
  perform append_event('user-updated', 'contacts', null, null, p_user, p_user, changed, p_origin);
end
$$;

-- Changes what of `receipts`, `presence` and `typing` is given and differs; what is so already makes no event. What was read until
-- now stays told, and what is read from now on is not; after a change of mind it is told with the next read.
create or replace function patch_settings(p_user uuid, p_changes jsonb, p_origin text) returns jsonb language plpgsql as $$
declare
  u users;
  changed jsonb;
begin
  select * into u from users where id = p_user for no key update;
  select jsonb_object_agg(key, value) into changed from jsonb_each(p_changes)
  where value is distinct from own_settings_json(u) -> key;
  if changed is not null then
    u := jsonb_populate_record(u, changed);
    update users set receipts = u.receipts, presence = u.presence, typing = u.typing where id = p_user;
    if changed ? 'receipts' then
      update members set withholds_reads = not u.receipts,
        told_read_seq = case when u.receipts then told_read_seq else coalesce(told_read_seq, last_read_seq) end
      where user_id = p_user and left_seq is null;
    end if;
    if changed ? 'presence' then
      perform tell_presence(p_user, u.presence);
    end if;
    perform append_event('settings-updated', 'own', null, null, p_user, p_user, changed, p_origin);
  end if;
  return own_settings_json(u);
end
$$;

-- Makes a report or brings it up to date; what is the same already is no new version and no event. One that had gone is back.
create or replace function put_report(
  p_id uuid, p_external_id text, p_kind text, p_title text, p_url text, p_owner uuid, p_metadata jsonb, p_origin text,
  out created boolean, out report jsonb
) language plpgsql as $$
declare
  r reports;
begin
  insert into reports (id, external_id, kind, title, url, owner_id, metadata)
  values (p_id, p_external_id, p_kind, p_title, p_url, p_owner, p_metadata)
  on conflict (external_id) do nothing returning * into r;
  created := found;
  if not created then
    select * into r from reports where external_id = p_external_id for no key update;
    r := change_report(r, jsonb_build_object('kind', p_kind, 'title', p_title, 'url', p_url, 'owner_id', p_owner,
      'metadata', p_metadata, 'gone_at', null), p_origin);
  end if;
  report := report_json(r);
end
$$;

-- The host has no such report any more. What was said about it stays, and so does what it was. False: there is none to take.
create or replace function remove_report(p_external_id text, p_origin text) returns boolean language plpgsql as $$
declare
  r reports;
begin
  select * into r from reports where external_id = p_external_id for no key update;
  if not found then
    return false;
  end if;
  if r.gone_at is null then
    perform change_report(r, jsonb_build_object('gone_at', iso(clock_timestamp())), p_origin);
  end if;
  return true;
end
$$;

-- Gives a locked report its next version, and keeps what it was; nothing different is no new version. A new owner is brought along.
create or replace function change_report(r reports, p_to jsonb, p_origin text) returns reports language plpgsql as $$
declare
  changed jsonb;
begin
  select jsonb_object_agg(key, value) into changed from jsonb_each(p_to)
  where value is distinct from report_json(r) -> key;
  if changed is null then
    return r;
  end if;
  insert into report_versions (report_id, version, title, metadata, gone_at, replaced_at)
  values (r.id, r.version, r.title, r.metadata, r.gone_at, clock_timestamp());
  r := jsonb_populate_record(r, changed || jsonb_build_object('version', r.version + 1));
  update reports set kind = r.kind, title = r.title, url = r.url, owner_id = r.owner_id, metadata = r.metadata,
    gone_at = r.gone_at, version = r.version
  where id = r.id;
  perform append_event('report-updated', 'report', null, null, r.id, r.id,
    changed || jsonb_build_object('version', r.version), p_origin,
    case when changed ? 'owner_id' then jsonb_build_object('users', users_json(array[r.owner_id])) end);
  return r;
end
$$;

-- Of these reports those that the viewer may see.
create or replace function reports_for(p_ids uuid[], p_viewer uuid) returns jsonb language sql stable as $$
  select reports_json(array(select id from reports r where id = any(p_ids) and may_see_report(r, p_viewer)))
$$;

-- Whoever is signed in may see a report and write about it. Of one that has gone only its owner and who talks about it know.
create or replace function may_see_report(r reports, p_viewer uuid) returns boolean language sql stable as $$
  select r.gone_at is null or r.owner_id = p_viewer or exists (
    select from conversations c join members m on m.conversation_id = c.id
    where c.report_id = r.id and m.user_id = p_viewer and m.left_seq is null)
$$;
