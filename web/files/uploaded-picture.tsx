import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { currentWorkspaceId } from "../session/workspace-choice.ts";

/** The bytes of a file never change. As an address of its own, because a plain one would not say which workspace is meant. */
const pictureQuery = (id: string) =>
  queryOptions({
    queryKey: ["files", id],
    queryFn: async ({ signal }) => {
      const workspace = currentWorkspaceId();
      const headers: Record<string, string> = workspace ? { "x-workspace": workspace } : {};
      const answer = await fetch(`/api/v1/files/${id}`, { headers, signal });
      if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
      return addressOf(await answer.blob());
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

function addressOf(picture: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(picture);
  });
}

interface UploadedPictureProps {
  id: string;
  className: string;
  /** Stands there until the picture has come, and where it does not come. */
  fallback: ReactNode;
}

/** A picture that somebody uploaded. It says nothing that the words beside it do not. */
export function UploadedPicture({ id, className, fallback }: UploadedPictureProps) {
  const { data } = useQuery(pictureQuery(id));
  return data ? <img src={data} alt="" className={className} /> : fallback;
}
