using System.Collections.Immutable;

namespace OpsCenter.Hotline;

/// <summary>Who might be responsible for an order, and what it might be about; a person decides.</summary>
public interface ISuggester
{
    Suggestion Suggest(OrderContent order, Rulebook book);
}

/// <param name="Departments">Likeliest first; the probabilities add up to at most 1, the rest is "somebody else".</param>
/// <param name="Topics">The same of topics.</param>
/// <param name="Precedent">The precedent that routes such an order; null: none.</param>
public sealed record Suggestion(ImmutableArray<Candidate> Departments, ImmutableArray<Candidate> Topics, Precedent? Precedent);

/// <param name="Code">Code of the department, or the topic.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Probability">0-1.</param>
/// <param name="Reason">Why, in one Chinese sentence: the clause, the words.</param>
/// <param name="Clause">Of the department's duty list; empty: none.</param>
public sealed record Candidate(string Code, string Name, double Probability, string Reason, string Clause);
