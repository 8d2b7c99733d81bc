import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { ApiError } from "../../contracts/client.ts";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";

interface RecordFailedProps {
  error: Error;
  /** What failed, where it may work the next time. */
  title: string;
  /** Where the address leads nowhere, nothing is to be tried again: the list of those that exist is the way on. */
  gone: { title: string; body: string; toList: string; list: string };
  onRetry: () => void;
}

/** Instead of one thing by its id that did not come. */
export function RecordFailed({ error, title, gone, onRetry }: RecordFailedProps) {
  if (!(error instanceof ApiError && error.problem.status === 404))
    return <ErrorState error={error} title={title} onRetry={onRetry} />;
  return (
    <EmptyState
      icon={<SearchX className="size-5" aria-hidden />}
      title={gone.title}
      body={gone.body}
      action={
        <Link to={gone.list} className={buttonClass({ variant: "primary" })}>
          {gone.toList}
        </Link>
      }
    />
  );
}
